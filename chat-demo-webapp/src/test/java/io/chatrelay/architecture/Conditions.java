/*
 * Copyright 2026 the Chat Relay authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.chatrelay.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** What our rules ask of a class beyond ArchUnit's own vocabulary. */
final class Conditions {

    private static final String INTERNAL = ".internal";

    private Conditions() {}

    /** The package itself is marked: the mark of a parent package does not reach it. */
    static ArchCondition<JavaClass> resideInNullMarkedPackage() {
        return new ArchCondition<>("reside in a package annotated with @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        type,
                        marked,
                        "Package " + type.getPackageName() + " of " + type.getName() + (marked ? " is" : " is not")
                                + " @NullMarked"));
            }
        };
    }

    /** What uses {@code x.internal.y} is in {@code x} or below, where the packages of one module are. */
    static ArchCondition<JavaClass> beUsedOnlyByTheModuleTheyBelongTo() {
        return new ArchCondition<>("be used only by the module they belong to") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String module =
                        type.getPackageName().substring(0, type.getPackageName().indexOf(INTERNAL));
                for (Dependency use : type.getDirectDependenciesToSelf()) {
                    String user = use.getOriginClass().getPackageName();
                    boolean own = user.equals(module) || user.startsWith(module + ".");
                    events.add(new SimpleConditionEvent(use, own, use.getDescription()));
                }
            }
        };
    }
}

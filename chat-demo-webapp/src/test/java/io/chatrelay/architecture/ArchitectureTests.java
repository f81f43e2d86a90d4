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

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * The rules that hold across modules. They stand in the demo because it has all modules on its class path. A rule that
 * finds no class to look at fails, which is ArchUnit's default.
 */
class ArchitectureTests {

    private static final JavaClasses ours = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("chat-test-support"))
            .importPackages("io.chatrelay");

    @Test
    void modulesDependOnEachOtherInOneDirection() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("core")
                .definedBy("io.chatrelay.core..")
                .layer("bridge")
                .definedBy("io.chatrelay.bridge..")
                .layer("embedded")
                .definedBy("io.chatrelay.embedded..")
                .layer("starter")
                .definedBy("io.chatrelay.autoconfigure..", "io.chatrelay.websocket..")
                .layer("demo")
                .definedBy("io.chatrelay.demo..")
                .whereLayer("core")
                .mayNotAccessAnyLayer()
                .whereLayer("embedded")
                .mayNotAccessAnyLayer()
                .whereLayer("bridge")
                .mayOnlyAccessLayers("core")
                .whereLayer("starter")
                .mayOnlyAccessLayers("core", "bridge", "embedded")
                .whereLayer("demo")
                .mayOnlyAccessLayers("core", "bridge", "embedded", "starter")
                .ensureAllClassesAreContainedInArchitecture()
                .check(ours);
    }

    @Test
    void coreUsesTheJdkAndJspecifyOnly() {
        classes()
                .that()
                .resideInAPackage("io.chatrelay.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.chatrelay.core..", "java..", "org.jspecify.annotations")
                .check(ours);
    }

    @Test
    void coreDoesNotLog() {
        noClasses()
                .that()
                .resideInAPackage("io.chatrelay.core..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(System.Logger.class, java.io.PrintStream.class)
                .check(ours);
    }

    @Test
    void webSocketSideDoesWithoutSpringBoot() {
        noClasses()
                .that()
                .resideInAPackage("io.chatrelay.websocket..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.boot..")
                .check(ours);
    }

    @Test
    void internalPackagesAreNotUsedAcrossModules() {
        classes()
                .that()
                .resideInAPackage("..internal..")
                .should(Conditions.beUsedOnlyByTheModuleTheyBelongTo())
                .check(ours);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.chatrelay.(**)").should().beFreeOfCycles().check(ours);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes().should(Conditions.resideInNullMarkedPackage()).check(ours);
    }
}

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
package io.chatrelay.core.subscription;

import java.util.concurrent.atomic.AtomicInteger;

/** Patterns that end in {@code *} and match whatever starts like them; counts how often it is asked. */
final class PrefixPatterns implements DestinationPatterns {

    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public boolean isPattern(String destination) {
        return destination.endsWith("*");
    }

    @Override
    public boolean matches(String pattern, String destination) {
        this.asked.incrementAndGet();
        return destination.startsWith(pattern.substring(0, pattern.length() - 1));
    }

    int timesAsked() {
        return this.asked.get();
    }
}

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
package io.chatrelay.bridge.internal.subscription;

import io.chatrelay.core.subscription.DestinationPatterns;
import org.springframework.util.PathMatcher;

/** Patterns in the syntax of the application's {@link PathMatcher}. */
final class SpringDestinationPatterns implements DestinationPatterns {

    private final PathMatcher pathMatcher;

    SpringDestinationPatterns(PathMatcher pathMatcher) {
        this.pathMatcher = pathMatcher;
    }

    @Override
    public boolean isPattern(String destination) {
        return this.pathMatcher.isPattern(destination);
    }

    @Override
    public boolean matches(String pattern, String destination) {
        return this.pathMatcher.match(pattern, destination);
    }
}

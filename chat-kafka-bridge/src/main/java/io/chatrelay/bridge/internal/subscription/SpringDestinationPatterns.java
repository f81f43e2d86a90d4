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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.PathMatcher;

/**
 * Patterns in the syntax of the application's {@link PathMatcher}. A pattern that it cannot evaluate matches nothing, so
 * that one client's pattern never decides what others get.
 */
final class SpringDestinationPatterns implements DestinationPatterns {

    private static final Logger logger = LoggerFactory.getLogger(SpringDestinationPatterns.class);

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
        try {
            return this.pathMatcher.match(pattern, destination);
        } catch (RuntimeException | StackOverflowError failure) {
            logger.atDebug()
                    .addKeyValue("destination", destination)
                    .addKeyValue("cause", failure.toString())
                    .log("A pattern cannot be evaluated on this destination");
            return false;
        }
    }
}

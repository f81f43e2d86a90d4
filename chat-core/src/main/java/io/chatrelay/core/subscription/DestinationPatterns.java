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

/**
 * Port to the syntax of destination patterns, such as {@code /topic/*.eu}.
 *
 * <p>Implementations are called by many threads at the same time, must not block, and must give the same answer to the
 * same question for as long as they are used: answers are remembered.
 *
 * @since 0.1
 */
public interface DestinationPatterns {

    /** Whether subscribers of this destination are to be matched by pattern rather than by equality. */
    boolean isPattern(String destination);

    /**
     * Whether messages for the destination go to subscribers of the pattern.
     *
     * @param pattern a text for which {@link #isPattern} is {@code true}
     * @param destination where a message was sent to
     */
    boolean matches(String pattern, String destination);
}

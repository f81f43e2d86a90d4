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

import org.jspecify.annotations.Nullable;

/**
 * What a client's pattern may look like. Matching is done for all subscribers on one thread, so a pattern must be cheap:
 * Ant patterns can hold regular expressions, and many wildcards in one part backtrack like one.
 */
final class PatternRules {

    private static final int MOST_WILDCARDS_IN_A_PART = 3;

    private static final int LONGEST = 1_000;

    private PatternRules() {}

    /** Says which rule a pattern breaks, or {@code null} if it breaks none. */
    static @Nullable String violatedBy(String pattern) {
        if (pattern.length() > LONGEST) {
            return "destination: a pattern of " + pattern.length() + " characters (expected: at most " + LONGEST + ")";
        }
        int brace = pattern.indexOf('{');
        if (brace >= 0 && pattern.indexOf(':', brace) >= 0) {
            return "destination: " + pattern + " (expected: a pattern without regular expressions)";
        }
        int wildcards = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '/') {
                wildcards = 0;
            } else if (c == '*' && ++wildcards > MOST_WILDCARDS_IN_A_PART) {
                return "destination: " + pattern + " (expected: at most " + MOST_WILDCARDS_IN_A_PART
                        + " wildcards between slashes)";
            }
        }
        return null;
    }
}

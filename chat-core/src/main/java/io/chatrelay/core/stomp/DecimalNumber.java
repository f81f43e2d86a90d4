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
package io.chatrelay.core.stomp;

/** Numbers in headers, such as the {@code content-length}. */
final class DecimalNumber {
    private DecimalNumber() {}

    /** Returns the number; -1 if the value is not one or more decimal digits; the largest int if it is larger than that. */
    static int parse(String value) {
        if (value.isEmpty()) {
            return -1;
        }
        long length = 0;
        for (int i = 0; i < value.length(); i++) {
            int digit = value.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            length = Math.min(length * 10 + digit, Integer.MAX_VALUE);
        }
        return (int) length;
    }
}

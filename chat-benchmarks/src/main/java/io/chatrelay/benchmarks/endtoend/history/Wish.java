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
package io.chatrelay.benchmarks.endtoend.history;

/**
 * What a subscriber wants.
 *
 * @param publisher the only one that publishes to the destination
 * @param from the header of the SUBSCRIBE
 * @param first the number of the first message that is to come
 */
public record Wish(String destination, int publisher, String from, long first) {

    /** What is sent from now on, of one that has published nothing before. */
    public static Wish now(String destination, int publisher) {
        return new Wish(destination, publisher, "now", 0);
    }
}

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
package io.chatrelay.proof.history;

/** Where a subscriber asks to begin. */
public sealed interface Start {

    /** The value of the header {@code from}. */
    String from();

    /** With what is sent from now on. */
    record Now() implements Start {

        @Override
        public String from() {
            return "now";
        }
    }

    /** With everything there is. */
    record Earliest() implements Start {

        @Override
        public String from() {
            return "earliest";
        }
    }

    /** With so many of the messages there are. */
    record Last(int messages) implements Start {

        @Override
        public String from() {
            return "last=" + this.messages;
        }
    }
}

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
package io.chatrelay.proof.check;

/** The ways in which the delivery contract can be broken. */
public enum Violation {
    /** A message with a RECEIPT, or one that another subscriber got, that this one did not get, and no gap was announced. */
    LOST("lost"),

    /** A place in a subscriber's stream where messages are missing, later ones came, and no gap was announced. */
    UNANNOUNCED_GAP("unannounced gaps"),

    /** A message that came twice, under the same message-id or with the same body. */
    DOUBLED("doubled"),

    /** A message that came after one that others got after it, or that its publisher sent after it. */
    REORDERED("reordered"),

    /** A message-id that is not the position of the RECEIPT, or not the same for everybody. */
    WRONG_POSITION("wrong positions"),

    /** A message that nobody has sent to this destination. */
    FOREIGN("foreign");

    private final String plural;

    Violation(String plural) {
        this.plural = plural;
    }

    /** What a count of them is called. */
    public String plural() {
        return this.plural;
    }
}

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
package io.chatrelay.core.cursor;

/**
 * Why messages between the last one and the next cannot be had any more.
 *
 * @since 0.1
 */
public enum GapReason {
    /** They were older than Kafka keeps messages, or were deleted. */
    RETENTION("retention"),
    /** The topic was deleted and created again. */
    TOPIC_RECREATED("topic-recreated"),
    /** The log lost its end: a Kafka broker came back without what others had acknowledged. */
    TRUNCATED("truncated"),
    /** The position is none of this log's: of another cluster, or of a partition that the destination has left. */
    UNKNOWN_POSITION("unknown-position"),
    /** The client was too slow, and the application prefers what is new. */
    SKIPPED("skipped"),

    /** Kafka has them, and nobody can read them: they are damaged, or compressed in a way that this server does not know. */
    UNREADABLE("unreadable"),

    /** They may be there, but finding them would cost more than one SUBSCRIBE may. */
    SEARCH_LIMIT("search-limit");

    private final String text;

    GapReason(String text) {
        this.text = text;
    }

    /** Returns the value of the {@code gap} header. */
    public String text() {
        return text;
    }

    /** Whether it is about what lies before an offset, and what lies behind is as it was. */
    boolean isOfOlder() {
        return this == RETENTION || this == SKIPPED || this == UNREADABLE;
    }
}

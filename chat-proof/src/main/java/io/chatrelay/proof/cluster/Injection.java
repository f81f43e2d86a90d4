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
package io.chatrelay.proof.cluster;

import java.util.Locale;

/**
 * What the nodes do wrong on purpose, to see that the proof finds it. A client chooses it by the path that it connects to,
 * {@code /ws} for nothing and {@code /ws/lose} for {@link #LOSE}, so that one cluster serves for all.
 */
public enum Injection {
    NONE,
    /** Each 1,000th MESSAGE of a node is left out. */
    LOSE,
    /** Each 1,000th MESSAGE of a node comes twice. */
    DOUBLE,
    /** Each 1,000th MESSAGE of a node comes after the next one to the same client. */
    REORDER,
    /** No gap is said: the header is taken away, and the RECEIPT of a SUBSCRIBE has {@code recovered:true} in its place. */
    SWALLOW_GAP;

    String path() {
        return this == NONE ? "/ws" : "/ws/" + this;
    }

    /** The name in options, such as {@code swallow-gap}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

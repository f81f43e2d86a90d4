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

import org.jspecify.annotations.Nullable;

/** A version of the STOMP protocol, in ascending order. */
public enum StompVersion {
    /** No escaping, no heart-beats; a subscription needs no id. */
    V1_0("1.0"),
    /** Adds heart-beats and the escapes for line feed, colon and backslash. */
    V1_1("1.1"),
    /** Adds the escape for carriage return. */
    V1_2("1.2");

    /** The versions this server speaks, as the {@code version} header of an ERROR frame lists them. */
    public static final String SUPPORTED = "1.0,1.1,1.2";

    private final String text;

    StompVersion(String text) {
        this.text = text;
    }

    /** Returns the version as headers carry it, such as {@code 1.2}. */
    public String text() {
        return text;
    }

    /**
     * Picks the version of a session.
     *
     * @param acceptVersion the {@code accept-version} header of CONNECT; null if the frame had none, which means 1.0
     * @return the highest version both sides speak, or null if there is none
     */
    public static @Nullable StompVersion negotiate(@Nullable String acceptVersion) {
        if (acceptVersion == null) {
            return V1_0;
        }
        StompVersion best = null;
        for (String accepted : acceptVersion.split(",", -1)) {
            StompVersion version = of(accepted.strip());
            if (version != null && (best == null || version.compareTo(best) > 0)) {
                best = version;
            }
        }
        return best;
    }

    private static @Nullable StompVersion of(String text) {
        for (StompVersion version : values()) {
            if (version.text.equals(text)) {
                return version;
            }
        }
        return null;
    }
}

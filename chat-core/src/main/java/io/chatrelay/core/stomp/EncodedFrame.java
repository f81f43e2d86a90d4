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

/**
 * A whole frame for one client, in its version, to be sent after {@link SubscriptionStart#NONE}.
 *
 * @since 0.1
 */
public final class EncodedFrame implements ServerFrame {
    private final byte[] bytes;
    private final boolean text;

    /**
     * @param bytes the frame with its NUL, or the line feed of a heart-beat; must not change
     * @param text whether a text message may carry it
     */
    public EncodedFrame(byte[] bytes, boolean text) {
        this.bytes = bytes;
        this.text = text;
    }

    @Override
    public byte[] rest(StompVersion version) {
        return bytes;
    }

    @Override
    public boolean isText() {
        return text;
    }
}

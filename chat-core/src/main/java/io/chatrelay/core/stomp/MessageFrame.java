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

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A MESSAGE frame for any number of subscriptions. Only the {@link SubscriptionStart} differs between them: what comes
 * after it is encoded once for all that speak the same version. Immutable and thread-safe.
 *
 * <pre>
 *   MESSAGE                         }
 *   subscription:sub-0              } SubscriptionStart, once per subscription
 *   destination:/topic/room.42      )
 *   message-id:...                  ) rest, once per message
 *                                   )
 *   body NUL                        )
 * </pre>
 *
 * @since 0.1
 */
public final class MessageFrame implements ServerFrame {
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final boolean text;
    private final AtomicReferenceArray<byte[]> rests = new AtomicReferenceArray<>(StompVersion.values().length);

    /**
     * @param headers values by name, in the order they are to be written, without {@code subscription}; must not change
     * @param body must not change
     * @param binary whether the content type says that the body is no text
     */
    public MessageFrame(Map<String, List<String>> headers, byte[] body, boolean binary) {
        this.headers = headers;
        this.body = body;
        this.text = body.length == 0 || !binary && Utf8.isValid(body);
    }

    /** Returns the headers without {@code subscription}; not to be changed. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** Returns the body itself; not to be changed. */
    public byte[] body() {
        return body;
    }

    @Override
    public boolean isText() {
        return text;
    }

    @Override
    public byte[] rest(StompVersion version) {
        byte[] rest = rests.get(version.ordinal());
        if (rest == null) {
            rest = StompFrameEncoder.encodeMessageRest(version, headers, body);
            rests.set(version.ordinal(), rest);
        }
        return rest;
    }
}

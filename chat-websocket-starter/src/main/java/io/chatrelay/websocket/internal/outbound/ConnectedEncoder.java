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
package io.chatrelay.websocket.internal.outbound;

import io.chatrelay.core.stomp.FrameCommand;
import io.chatrelay.core.stomp.StompFrameEncoder;
import io.chatrelay.core.stomp.StompVersion;
import java.util.List;
import java.util.Map;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompEncoder;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.NativeMessageHeaderAccessor;

/** Writes CONNECTED, the one frame that Spring's protocol handler still sends, so that no user name can add headers. */
public final class ConnectedEncoder extends StompEncoder {
    @Override
    @SuppressWarnings("unchecked") // the type of this header is fixed by NativeMessageHeaderAccessor
    public byte[] encode(Map<String, Object> headers, byte[] payload) {
        if (StompHeaderAccessor.getCommand(headers) != StompCommand.CONNECTED) {
            return super.encode(headers, payload);
        }
        Object nativeHeaders = headers.getOrDefault(NativeMessageHeaderAccessor.NATIVE_HEADERS, Map.of());
        return StompFrameEncoder.encode(
                StompVersion.V1_0, FrameCommand.CONNECTED, (Map<String, List<String>>) nativeHeaders, payload);
    }
}

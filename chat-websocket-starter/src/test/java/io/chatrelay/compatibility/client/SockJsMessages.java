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
package io.chatrelay.compatibility.client;

import tools.jackson.databind.json.JsonMapper;

/** The framing of SockJS: {@code o} opens, {@code h} beats, {@code a["..."]} carries messages, {@code c[code,"reason"]} closes. */
final class SockJsMessages {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SockJsMessages() {}

    static String encode(String message) {
        return JSON.writeValueAsString(new String[] {message});
    }

    static void decode(String sockJsFrame, Inbox inbox) {
        switch (sockJsFrame.charAt(0)) {
            case 'a' -> {
                for (String message : JSON.readValue(sockJsFrame.substring(1), String[].class)) {
                    inbox.text(message);
                }
            }
            case 'c' ->
                inbox.closed(JSON.readTree(sockJsFrame.substring(1)).get(0).asInt());
            case 'o', 'h' -> {
                // Opening and SockJS heart-beats carry nothing for STOMP.
            }
            default -> throw new IllegalArgumentException("No SockJS frame: " + sockJsFrame);
        }
    }
}

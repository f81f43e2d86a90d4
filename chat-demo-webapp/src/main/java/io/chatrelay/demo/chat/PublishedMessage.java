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
package io.chatrelay.demo.chat;

import io.chatrelay.core.message.ChatMessage;
import java.time.Instant;

/**
 * A chat message as browsers get it and as it stands in the log; JSON object.
 *
 * @param id what the author's client called it
 * @param room the room's name
 * @param author the author's name
 * @param text the text, not markup
 * @param sentAt when the server took it, ISO-8601
 */
record PublishedMessage(String id, String room, String author, String text, Instant sentAt) {

    static PublishedMessage of(ChatMessage message) {
        return new PublishedMessage(
                message.draftId().value(),
                message.room().value(),
                message.author().value(),
                message.text().value(),
                message.sentAt());
    }
}

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

import io.chatrelay.core.InvalidValueException;
import io.chatrelay.core.message.ChatMessage;
import io.chatrelay.core.message.DraftId;
import io.chatrelay.core.message.MessageText;
import io.chatrelay.core.presence.ParticipantName;
import io.chatrelay.core.room.RoomName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A chat message as browsers get it and as it stands in the log; JSON object. One that is read from the log may have been
 * written by anybody and have anything in it.
 *
 * @param id what the author's client called it
 * @param room the room's name
 * @param author the author's name
 * @param text the text, not markup
 * @param sentAt when the server took it, ISO-8601
 */
record PublishedMessage(
        @Nullable String id,
        @Nullable String room,
        @Nullable String author,
        @Nullable String text,
        @Nullable Instant sentAt) {

    static PublishedMessage of(ChatMessage message) {
        return new PublishedMessage(
                message.draftId().value(),
                message.room().value(),
                message.author().value(),
                message.text().value(),
                message.sentAt());
    }

    /**
     * The message, checked.
     *
     * @throws InvalidValueException if a part is missing or breaks its rule
     */
    ChatMessage toChatMessage() {
        return new ChatMessage(
                new DraftId(present("id", this.id)),
                new RoomName(present("room", this.room)),
                new ParticipantName(present("author", this.author)),
                new MessageText(present("text", this.text)),
                present("sentAt", this.sentAt));
    }

    private static <T> T present(String name, @Nullable T value) {
        if (value == null) {
            throw new InvalidValueException(name, null, "a value");
        }
        return value;
    }
}

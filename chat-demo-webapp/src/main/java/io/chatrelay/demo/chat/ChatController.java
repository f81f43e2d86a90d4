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
import io.chatrelay.core.room.RoomName;
import io.chatrelay.demo.connection.Participant;
import io.chatrelay.demo.room.RoomDestinations;
import java.time.Clock;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.stereotype.Controller;

/**
 * Takes what participants say. Room, author and time come from the address, the session and the clock; only the text and
 * the draft's id are the sender's.
 */
@Controller
final class ChatController {

    private final SimpMessagingTemplate messaging;

    private final Rooms rooms;

    private final Clock clock;

    ChatController(SimpMessagingTemplate messaging, Rooms rooms, Clock clock) {
        this.messaging = messaging;
        this.rooms = rooms;
        this.clock = clock;
    }

    @MessageMapping("/rooms/{room}/enter")
    void enter(@DestinationVariable String room) {
        this.rooms.enter(new RoomName(room));
    }

    @MessageMapping("/rooms/{room}")
    void say(
            @DestinationVariable String room,
            @Header("draft-id") String draftId,
            @Payload MessageBody body,
            Participant participant) {
        if (body.text() == null) {
            throw new InvalidValueException("text", null, "a text");
        }
        ChatMessage message = new ChatMessage(
                new DraftId(draftId),
                new RoomName(room),
                participant.participantName(),
                new MessageText(body.text()),
                this.clock.instant());
        this.rooms.enter(message.room());
        this.messaging.convertAndSend(RoomDestinations.of(message.room()), PublishedMessage.of(message));
    }
}

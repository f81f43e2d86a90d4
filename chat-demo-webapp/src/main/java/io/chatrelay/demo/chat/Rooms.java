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
import io.chatrelay.core.room.RoomDirectory;
import io.chatrelay.core.room.RoomName;
import io.chatrelay.demo.log.LogRecord;
import io.chatrelay.demo.log.RecordBrowser;
import io.chatrelay.demo.room.RoomAnnouncement;
import io.chatrelay.demo.room.RoomDestinations;
import java.util.List;
import java.util.TreeSet;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rooms of the chat. A room that this node did not know is announced through the log: so browsers on all nodes see it
 * now, and every node finds it there later.
 */
@Component
final class Rooms {

    private static final int CAPACITY = 500;

    private static final RoomName LOBBY = new RoomName("lobby");

    private final RoomDirectory directory = new RoomDirectory(CAPACITY);

    private final SimpMessagingTemplate messaging;

    private final RecordBrowser records;

    private final JsonMapper json;

    Rooms(SimpMessagingTemplate messaging, RecordBrowser records, JsonMapper json) {
        this.messaging = messaging;
        this.records = records;
        this.json = json;
    }

    void enter(RoomName room) {
        if (this.directory.enter(room)) {
            this.messaging.convertAndSend(RoomDestinations.ANNOUNCEMENTS, RoomAnnouncement.of(room));
        }
    }

    /** Names of the rooms, sorted; blocks while the log is read. */
    List<String> names() {
        TreeSet<String> names = new TreeSet<>();
        names.add(LOBBY.value());
        this.directory.rooms().forEach(room -> names.add(room.value()));
        for (LogRecord announcement : this.records.lastOf(RoomDestinations.ANNOUNCEMENTS, CAPACITY)) {
            try {
                names.add(this.json
                        .readValue(announcement.value(), RoomAnnouncement.class)
                        .toRoomName()
                        .value());
            } catch (JacksonException | InvalidValueException foreign) {
                // Anybody may write to the topic; what is not an announcement is not ours to show.
                continue;
            }
        }
        return List.copyOf(names);
    }
}

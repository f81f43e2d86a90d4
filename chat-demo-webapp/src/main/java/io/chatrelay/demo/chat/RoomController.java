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
import io.chatrelay.core.room.RoomName;
import io.chatrelay.demo.log.LogRecord;
import io.chatrelay.demo.log.RecordBrowser;
import io.chatrelay.demo.room.RoomDestinations;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Which rooms there are, and what was said in them last. */
@RestController
@RequestMapping("/api/rooms")
final class RoomController {

    private static final int MAX_MESSAGES = 500;

    private final Rooms rooms;

    private final RecordBrowser records;

    private final JsonMapper json;

    RoomController(Rooms rooms, RecordBrowser records, JsonMapper json) {
        this.rooms = rooms;
        this.records = records;
        this.json = json;
    }

    @GetMapping
    List<String> rooms() {
        return this.rooms.names();
    }

    @GetMapping("/{room}/messages")
    List<LoggedMessage> messages(@PathVariable RoomName room, @RequestParam(defaultValue = "50") int last) {
        if (last < 1 || last > MAX_MESSAGES) {
            throw new InvalidValueException("last", Integer.toString(last), "1 to " + MAX_MESSAGES);
        }
        return this.records.lastOf(RoomDestinations.of(room), last).stream()
                .flatMap(this::read)
                .toList();
    }

    private Stream<LoggedMessage> read(LogRecord logged) {
        try {
            PublishedMessage message = this.json.readValue(logged.value(), PublishedMessage.class);
            return Stream.of(new LoggedMessage(
                    PublishedMessage.of(message.toChatMessage()),
                    logged.timestamp(),
                    logged.partition(),
                    logged.offset()));
        } catch (JacksonException | InvalidValueException foreign) {
            // Anybody may write to the topic; what is not a chat message is for the Kafka panel only.
            return Stream.empty();
        }
    }

    /**
     * A message and its place in the log.
     *
     * @param message the message
     * @param timestamp the log's timestamp, epoch milliseconds
     * @param partition the Kafka partition
     * @param offset the offset in it
     */
    record LoggedMessage(PublishedMessage message, long timestamp, int partition, long offset) {}
}

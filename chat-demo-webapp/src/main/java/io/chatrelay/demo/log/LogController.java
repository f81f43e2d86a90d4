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
package io.chatrelay.demo.log;

import io.chatrelay.core.InvalidValueException;
import io.chatrelay.core.log.Position;
import io.chatrelay.core.room.RoomName;
import io.chatrelay.demo.room.RoomDestinations;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the page's Kafka panel shows. Records of rooms only: those on the way to a single participant are in the same
 * topic and are nobody else's business.
 */
@RestController
@RequestMapping("/api/log")
final class LogController {

    private static final int MAX_RECORDS = 200;

    private final RecordBrowser records;

    LogController(RecordBrowser records) {
        this.records = records;
    }

    @GetMapping
    LogStatus status() {
        return new LogStatus(this.records.topic().orElse(null));
    }

    @GetMapping("/positions/{messageId}")
    ResponseEntity<LogRecord> record(@PathVariable String messageId) {
        Position position = Position.parse(messageId);
        if (position == null) {
            throw new InvalidValueException("messageId", messageId, "the message-id of a MESSAGE frame");
        }
        // Another record may be at the offset by now: of a topic that was deleted and made again.
        return ResponseEntity.of(this.records
                .at(position.partition(), position.offset())
                .filter(record -> record.timestamp() == position.timestamp())
                .filter(record -> RoomDestinations.isPublic(record.key())));
    }

    @GetMapping("/records/{partition}/{offset}")
    ResponseEntity<LogRecord> record(@PathVariable int partition, @PathVariable long offset) {
        if (partition < 0 || offset < 0) {
            throw new InvalidValueException("partition/offset", partition + "/" + offset, "both at least 0");
        }
        return ResponseEntity.of(
                this.records.at(partition, offset).filter(record -> RoomDestinations.isPublic(record.key())));
    }

    @GetMapping("/records")
    List<LogRecord> records(
            @RequestParam(defaultValue = "50") int limit, @RequestParam(required = false) @Nullable RoomName room) {
        if (limit < 1 || limit > MAX_RECORDS) {
            throw new InvalidValueException("limit", Integer.toString(limit), "1 to " + MAX_RECORDS);
        }
        return room == null
                ? this.records.last(limit, RoomDestinations::isPublic)
                : this.records.lastOf(RoomDestinations.of(room), limit);
    }

    /**
     * Whether there is a log.
     *
     * @param topic the Kafka topic that is the log, or {@code null} if messages go through memory only
     */
    record LogStatus(@Nullable String topic) {}
}

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
package io.chatrelay.benchmarks.endtoend.cases;

import io.chatrelay.benchmarks.endtoend.load.Reader.Wish;

/**
 * A partition with the messages of many rooms: first those of the rooms in front, then those of a thousand others, and among
 * these, evenly, those of the rooms that are spread. Those lie a good way from each other, so that nobody profits from what was
 * read for somebody else.
 */
final class RoomLog {
    /** So many has each room that is asked for. */
    static final int MESSAGES = 50;

    static final int FRONT_ROOMS = 2;
    static final int SPREAD_ROOMS = 10;

    private static final int OTHER_ROOMS = 1_000;
    private static final int BODY_BYTES = 200;
    private static final Wish END = Wish.from("/topic/last.end", 0, "now", 0);

    private static final int FIRST_FRONT = 1;
    private static final int FIRST_SPREAD = FIRST_FRONT + FRONT_ROOMS;
    private static final int OTHER = FIRST_SPREAD + SPREAD_ROOMS;

    private RoomLog() {}

    /** For one who wants to know that everything has been read: the last message of the log. */
    static Wish end() {
        return END;
    }

    static Wish front(int room) {
        return newest("/topic/last.front." + room, FIRST_FRONT + room);
    }

    static Wish spread(int room) {
        return newest("/topic/last.spread." + room, FIRST_SPREAD + room);
    }

    private static Wish newest(String destination, int publisher) {
        return Wish.from(destination, publisher, "last=" + MESSAGES, 0);
    }

    static void write(String kafka, int others) {
        try (LogWriter log = new LogWriter(kafka, BODY_BYTES)) {
            for (int message = 0; message < MESSAGES; message++) {
                for (int room = 0; room < FRONT_ROOMS; room++) {
                    write(log, front(room), message);
                }
            }
            for (int index = 0; index < others; index++) {
                writeSpread(log, index, others / MESSAGES);
                log.write("/topic/last.other." + index % OTHER_ROOMS, OTHER, index);
            }
            write(log, END, 0);
        }
    }

    private static void writeSpread(LogWriter log, int index, int distance) {
        int between = distance / SPREAD_ROOMS;
        if (index % between == 0 && index % distance / between < SPREAD_ROOMS && index / distance < MESSAGES) {
            write(log, spread(index % distance / between), index / distance);
        }
    }

    private static void write(LogWriter log, Wish room, long sequence) {
        log.write(room.destination(), room.publisher(), sequence);
    }
}

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
package io.chatrelay.demo.room;

import io.chatrelay.core.room.RoomName;

/** The STOMP destinations of the chat, which are also the keys of its records in Kafka. */
public final class RoomDestinations {

    /** Where a room is announced when somebody enters it for the first time; body: {@link RoomAnnouncement}. */
    public static final String ANNOUNCEMENTS = "/topic/rooms";

    private static final String ROOM_PREFIX = "/topic/rooms.";

    private RoomDestinations() {}

    /** Where the messages of a room are. */
    public static String of(RoomName room) {
        return ROOM_PREFIX + room.value();
    }

    /** Whether everybody may read what is sent to a destination: it is a room's, or that of the announcements. */
    public static boolean isPublic(String destination) {
        return destination.equals(ANNOUNCEMENTS) || destination.startsWith(ROOM_PREFIX);
    }

    /**
     * Reads a destination as a client gave it.
     *
     * @throws io.chatrelay.core.InvalidValueException if it is in a room's place but no room can be called so, as with a
     *     pattern
     */
    public static boolean isSubscribable(String destination) {
        if (destination.startsWith(ROOM_PREFIX)) {
            return of(new RoomName(destination.substring(ROOM_PREFIX.length()))).equals(destination);
        }
        return destination.equals(ANNOUNCEMENTS);
    }
}

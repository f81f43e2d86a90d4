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

import io.chatrelay.core.InvalidValueException;
import io.chatrelay.core.room.RoomName;
import org.jspecify.annotations.Nullable;

/**
 * Tells everybody that there is a room; JSON object.
 *
 * @param room the room's name; anything, or missing, in a record that somebody else wrote
 */
public record RoomAnnouncement(@Nullable String room) {

    /** The announcement of a room. */
    public static RoomAnnouncement of(RoomName room) {
        return new RoomAnnouncement(room.value());
    }

    /**
     * The room announced.
     *
     * @throws InvalidValueException if no room can be called so
     */
    public RoomName toRoomName() {
        if (this.room == null) {
            throw new InvalidValueException("room", null, "a room's name");
        }
        return new RoomName(this.room);
    }
}

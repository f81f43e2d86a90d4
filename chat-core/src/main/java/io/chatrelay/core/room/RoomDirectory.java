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
package io.chatrelay.core.room;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The rooms known here, those entered last at the end. It holds a limited number of them and forgets the one that was
 * not entered for the longest time, so that nobody can fill the memory by making up names.
 *
 * <p>Safe for use by several threads.
 *
 * @since 0.1
 */
public final class RoomDirectory {

    private final int capacity;

    private final Set<RoomName> rooms = new LinkedHashSet<>();

    /**
     * Creates an empty directory.
     *
     * @param capacity how many rooms it holds, at least 1
     */
    public RoomDirectory(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity: " + capacity + " (expected: at least 1)");
        }
        this.capacity = capacity;
    }

    /**
     * Notes that somebody entered a room.
     *
     * @return whether the room was not known before
     */
    public synchronized boolean enter(RoomName room) {
        boolean known = this.rooms.remove(room);
        this.rooms.add(room);
        if (this.rooms.size() > this.capacity) {
            this.rooms.remove(this.rooms.iterator().next());
        }
        return !known;
    }

    /** The rooms known now, those entered last at the end. */
    public synchronized List<RoomName> rooms() {
        return List.copyOf(this.rooms);
    }
}

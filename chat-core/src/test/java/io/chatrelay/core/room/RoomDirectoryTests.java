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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RoomDirectoryTests {

    private static final RoomName LOBBY = new RoomName("lobby");

    private static final RoomName KITCHEN = new RoomName("kitchen");

    private static final RoomName GARDEN = new RoomName("garden");

    @Test
    void tellsWhetherARoomIsNew() {
        RoomDirectory directory = new RoomDirectory(10);

        assertThat(directory.enter(LOBBY)).isTrue();
        assertThat(directory.enter(LOBBY)).isFalse();
    }

    @Test
    void hasTheRoomEnteredLastAtTheEnd() {
        RoomDirectory directory = new RoomDirectory(10);

        directory.enter(LOBBY);
        directory.enter(KITCHEN);
        directory.enter(LOBBY);

        assertThat(directory.rooms()).containsExactly(KITCHEN, LOBBY);
    }

    @Test
    void forgetsTheRoomNotEnteredForTheLongestTime() {
        RoomDirectory directory = new RoomDirectory(2);

        directory.enter(LOBBY);
        directory.enter(KITCHEN);
        directory.enter(GARDEN);

        assertThat(directory.rooms()).containsExactly(KITCHEN, GARDEN);
        assertThat(directory.enter(LOBBY)).isTrue();
    }

    @Test
    void needsRoomForOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RoomDirectory(0))
                .withMessage("capacity: 0 (expected: at least 1)");
    }
}

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
package io.chatrelay.benchmarks.endtoend.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowTests {

    private final Publisher.Window window = new Publisher.Window(2, 3);

    @Test
    void hasRoomUntilItsSizeIsOnTheWay() {
        assertThat(window.hasRoomFor(1)).isTrue();
        assertThat(window.hasRoomFor(2)).isFalse();
    }

    @Test
    void hasRoomAgainWhenEverybodyHasTheOldest() {
        deliver(0, 2);
        assertThat(window.hasRoomFor(2)).isFalse();

        deliver(0, 1);
        assertThat(window.hasRoomFor(2)).isTrue();
        assertThat(window.hasRoomFor(3)).isFalse();
    }

    @Test
    void oldestHoldsBackWhatHasOvertakenIt() {
        deliver(1, 3);
        assertThat(window.hasRoomFor(2)).isFalse();

        deliver(0, 3);
        assertThat(window.hasRoomFor(3)).isTrue();
    }

    private void deliver(long sequence, int times) {
        for (int time = 0; time < times; time++) {
            window.delivered(sequence);
        }
    }
}

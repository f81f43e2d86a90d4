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
package io.chatrelay.websocket.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.core.stomp.EncodedFrame;
import io.chatrelay.core.stomp.ServerFrame;
import io.chatrelay.core.stomp.StompVersion;
import io.chatrelay.core.stomp.SubscriptionStart;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameQueueTests {
    private static final SubscriptionStart START = new SubscriptionStart(StompVersion.V1_2, "sub-0");

    private final FrameQueue queue = new FrameQueue();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void behavesLikeAnyQueueAndKnowsItsBytes(long seed) {
        Random random = new Random(seed);
        Queue<ServerFrame> model = new ArrayDeque<>();
        long bytes = 0;
        for (int step = 0; step < 20_000; step++) {
            boolean growing = step / 1_000 % 2 == 0;
            if (model.isEmpty() || random.nextInt(10) < (growing ? 7 : 3)) {
                int length = random.nextInt(300);
                ServerFrame frame = new EncodedFrame(new byte[length], true);
                queue.add(START, frame);
                model.add(frame);
                bytes += START.bytes().length + length;
            } else {
                ServerFrame expected = model.remove();
                assertThat(queue.firstFrame()).isSameAs(expected);
                assertThat(queue.firstStart()).isSameAs(START);
                queue.removeFirst();
                bytes -= START.bytes().length + expected.rest(START.version()).length;
            }
            assertThat(queue.isEmpty()).isEqualTo(model.isEmpty());
            assertThat(queue.bytes()).isEqualTo(bytes);
        }
    }
}

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
package io.chatrelay.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chatrelay.compatibility.app.TestNode;
import io.chatrelay.compatibility.client.StompTestClient;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ApplicationListener;
import org.springframework.messaging.simp.broker.BrokerAvailabilityEvent;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;

/** The broker is stopped and started again on the same instance, as Spring does with a paused context. */
@Tag("both-paths")
@ExtendWith(Brokers.class)
class RestartIT {

    @Test
    void startedAgainItServesNewSessions(@Tuned Relay relay) {
        SimpleBrokerMessageHandler handler = relay.node().bean(SimpleBrokerMessageHandler.class);
        for (int round = 0; round < 3; round++) {
            handler.stop();
            assertThat(handler.isRunning()).isFalse();
            assertThat(handler.isBrokerAvailable()).isFalse();

            handler.start();
            await().atMost(StompTestClient.DEADLINE).until(handler::isBrokerAvailable);

            try (StompTestClient client = relay.connect()) {
                relay.subscribe(client, "0", "/topic/restart");
                client.publish("/topic/restart", "round " + round);
                assertThat(client.next("MESSAGE").body()).isEqualTo("round " + round);
            }
        }
    }

    @Test
    void availabilityIsToldOncePerChange(@Tuned Relay relay) {
        TestNode node = relay.node();
        SimpleBrokerMessageHandler handler = node.bean(SimpleBrokerMessageHandler.class);
        Queue<Boolean> told = new ConcurrentLinkedQueue<>();
        ApplicationListener<BrokerAvailabilityEvent> listener = event -> told.add(event.isBrokerAvailable());
        await().atMost(StompTestClient.DEADLINE).until(handler::isBrokerAvailable);
        node.addListener(listener);

        handler.stop();
        handler.start();

        await().atMost(StompTestClient.DEADLINE)
                .untilAsserted(() -> assertThat(told).containsExactly(false, true));
        node.removeListener(listener);
    }
}

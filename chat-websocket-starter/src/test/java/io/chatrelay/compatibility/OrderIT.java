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

import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.StompTestClient;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of one session take effect in the order they came. */
@Tag("web-server")
@Tag("both-paths")
@ExtendWith(Brokers.class)
class OrderIT {

    private static final int MANY = 1_000;

    @Test
    void messageSentRightAfterSubscribeIsNeverLost(Relay relay) {
        for (int round = 0; round < 100; round++) {
            String destination = "/topic/order.at-once." + round;
            try (StompTestClient client = relay.connect()) {
                client.subscribe("0", destination).publish(destination, "at once");

                assertThat(client.next("MESSAGE").body()).isEqualTo("at once");
            }
        }
    }

    @RepeatedTest(20)
    void connectNeedNotBeWaitedFor(Relay relay) {
        try (StompTestClient client = relay.open()) {
            client.send(Frame.frame("CONNECT", "accept-version:1.2", "host:localhost"))
                    .subscribe("0", "/topic/order.pipelined")
                    .publish("/topic/order.pipelined", "x");

            client.next("CONNECTED");
            assertThat(client.next("MESSAGE").body()).isEqualTo("x");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/topic/order.direct", "/app/echo.order-by-controller"})
    void rapidSendsArriveInTheirOrder(String target, Relay relay) {
        String destination = target.replace("/app/echo.", "/topic/");
        try (StompTestClient subscriber = relay.connect();
                StompTestClient sender = relay.connect()) {
            relay.subscribe(subscriber, "0", destination);

            List<String> bodies =
                    IntStream.range(0, MANY).mapToObj(String::valueOf).toList();
            bodies.forEach(body -> sender.publish(target, body));

            assertThat(subscriber.nextMessages(MANY)).extracting(Frame::body).isEqualTo(bodies);
        }
    }

    @Test
    void receiptsOfSendsComeInTheirOrder(Relay relay) {
        try (StompTestClient client = relay.connect()) {
            for (int count = 0; count < 200; count++) {
                client.publish("/topic/order.receipts", "x", "receipt:" + count);
            }

            for (int count = 0; count < 200; count++) {
                client.nextReceipt(String.valueOf(count));
            }
        }
    }

    @Test
    void idIsFreeAgainRightAfterUnsubscribe(Relay relay) {
        try (StompTestClient client = relay.connect()) {
            for (int round = 0; round < 50; round++) {
                client.subscribe("same", "/topic/order.reused." + round).send(Frame.frame("UNSUBSCRIBE", "id:same"));
            }
            relay.subscribe(client, "same", "/topic/order.reused");

            client.publish("/topic/order.reused", "x");

            assertThat(client.next("MESSAGE").header("subscription")).isEqualTo("same");
        }
    }
}

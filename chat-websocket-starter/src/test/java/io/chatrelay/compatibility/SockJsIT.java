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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SockJS clients get what WebSocket clients get. */
@ExtendWith(Brokers.class)
class SockJsIT {

    private static final int BURST = 500;

    @Test
    void pollingClientSurvivesABurst(Relay relay) {
        List<String> bodies =
                IntStream.range(0, BURST).mapToObj(String::valueOf).toList();
        try (StompTestClient polling =
                        StompTestClient.openSockJsPolling(relay.node().sockJs()).connect();
                StompTestClient sender = relay.connect()) {
            relay.subscribe(polling, "0", "/topic/sockjs.burst");

            bodies.forEach(body -> sender.publish("/topic/sockjs.burst", body));

            assertThat(polling.nextMessages(BURST)).extracting(Frame::body).isEqualTo(bodies);
            assertThat(polling.isClosed()).isFalse();
        }
    }

    @Test
    void pollingClientSendsManyInOrder(Relay relay) {
        List<String> bodies = IntStream.range(0, 200).mapToObj(String::valueOf).toList();
        try (StompTestClient polling =
                        StompTestClient.openSockJsPolling(relay.node().sockJs()).connect();
                StompTestClient subscriber = relay.connect()) {
            relay.subscribe(subscriber, "0", "/topic/sockjs.sent");

            bodies.forEach(body -> polling.publish("/topic/sockjs.sent", body));

            assertThat(subscriber.nextMessages(200)).extracting(Frame::body).isEqualTo(bodies);
        }
    }

    /** Spring stops the heart-beats of SockJS once a CONNECTED frame offers those of STOMP. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {"none | 0,0", "0,0 | 0,0", "10000,10000 | 10000,10000", "0,5000 | 10000,10000"})
    void clientWithoutHeartBeatsKeepsThoseOfSockJs(@Nullable String wanted, String offered, Relay relay) {
        try (StompTestClient polling =
                StompTestClient.openSockJsPolling(relay.node().sockJs())) {
            polling.send(
                    wanted == null
                            ? Frame.frame("CONNECT", "accept-version:1.2", "host:localhost")
                            : Frame.frame("CONNECT", "accept-version:1.2", "host:localhost", "heart-beat:" + wanted));

            assertThat(polling.next("CONNECTED").header("heart-beat")).isEqualTo(offered);
        }
    }

    @RepeatedTest(20)
    void brokenRuleIsToldOverPollingToo(Relay relay) {
        try (StompTestClient polling =
                StompTestClient.openSockJsPolling(relay.node().sockJs()).connect()) {
            polling.send(Frame.frame("SUBSCRIBE", "destination:/topic/sockjs", "receipt:r"));

            assertThat(polling.next("ERROR").header("receipt-id")).isEqualTo("r");
            // Spring tells a poll that comes after the end "Go away!".
            assertThat(polling.awaitClose()).isIn(1002, 3000);
        }
    }
}

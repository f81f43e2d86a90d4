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
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SockJS clients get what WebSocket clients get. */
@Tag("web-server")
@Tag("both-paths")
@ExtendWith(Brokers.class)
class SockJsIT {

    private static final int BURST = 500;
    private static final int LONG_HISTORY = 12_000;

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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void streamingClientGetsWhatIsSent(boolean eventSource, Relay relay) {
        String destination = "/topic/sockjs.streaming-" + eventSource;
        List<String> bodies =
                IntStream.range(0, BURST).mapToObj(String::valueOf).toList();
        try (StompTestClient streaming = openStreaming(relay, eventSource, Duration.ZERO)) {
            relay.subscribe(streaming, "0", destination);

            bodies.forEach(body -> streaming.publish(destination, body));

            assertThat(streaming.nextMessages(BURST)).extracting(Frame::body).isEqualTo(bodies);
        }
    }

    /** Spring's sessions keep some thousand messages for the next response, and close when there are more. */
    @Test
    void historyThatIsLongerThanSpringKeepsWaitsForTheClient(Relay relay) {
        String destination = "/topic/sockjs.history";
        List<String> bodies =
                IntStream.range(0, LONG_HISTORY).mapToObj(String::valueOf).toList();
        try (StompTestClient sender = relay.connect();
                StompTestClient slow = openStreaming(relay, false, Duration.ofMillis(100))) {
            bodies.forEach(body -> sender.publish(destination, body));
            sender.publish(destination, "end", "receipt:stored").nextReceipt("stored");

            slow.subscribe("0", destination, "from:earliest");

            assertThat(slow.nextMessages(LONG_HISTORY)).extracting(Frame::body).isEqualTo(bodies);
        }
    }

    private static StompTestClient openStreaming(Relay relay, boolean eventSource, Duration pause) {
        return StompTestClient.openSockJsStreaming(relay.node().sockJs(), eventSource, pause)
                .connect();
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

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

import static io.chatrelay.compatibility.KibibyteMessages.DESTINATION;
import static io.chatrelay.compatibility.KibibyteMessages.bodies;
import static io.chatrelay.compatibility.KibibyteMessages.body;
import static io.chatrelay.compatibility.KibibyteMessages.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chatrelay.compatibility.StalledClients.Transport;
import io.chatrelay.compatibility.app.OutboundPath;
import io.chatrelay.compatibility.app.TestNode;
import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.RawSocket;
import io.chatrelay.compatibility.client.StompTestClient;
import io.chatrelay.websocket.SessionLanes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ApplicationListener;
import org.springframework.web.socket.config.WebSocketMessageBrokerStats;
import org.springframework.web.socket.messaging.SessionDisconnectEvent;

/** Clients that do not read harm themselves only. */
@Tag("web-server")
@ExtendWith(Brokers.class)
@Tag("slow")
class SlowClientIT {

    private static final int STALLED = 5;
    private static final int MANY = 3_000;
    private static final int STEP = 100;
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    /** Of the 512 KiB that may wait for one, with what the system holds. */
    private static final int BELOW_THE_BOUND = 300;

    @ParameterizedTest
    @CsvSource({"WEB_SOCKET, direct", "SOCK_JS, direct", "WEB_SOCKET, channel"})
    void stalledClientsAreEndedAndNobodyElseNotices(Transport transport, String path, SharedKafka kafka) {
        Map<String, SessionDisconnectEvent> ends = new ConcurrentHashMap<>();
        HeldThreads held = new HeldThreads();
        Map<String, String> disconnecting =
                Map.of(OutboundPath.PROPERTY, path, "chat.relay.session.slow-client", "disconnect");
        try (TestNode node = kafka.startGuide(disconnecting);
                StompTestClient healthy = new Relay(node).connect();
                StompTestClient listener = new Relay(node).connect();
                StompTestClient speaker = new Relay(node).connect();
                StalledClients stalled = StalledClients.subscribe(STALLED, transport, node, DESTINATION)) {
            // Spring may publish more of them for a session; the first is the one that ended it.
            node.addListener(
                    (ApplicationListener<SessionDisconnectEvent>) end -> ends.putIfAbsent(end.getSessionId(), end));
            new Relay(node).subscribe(healthy, "0", DESTINATION);
            new Relay(node).subscribe(listener, "0", "/topic/aside");

            for (int sent = 0; sent < MANY; sent += STEP) {
                publish(speaker, sent, sent + STEP);
                String word = "aside " + sent;
                speaker.publish("/topic/aside", word);
                assertThat(listener.next("MESSAGE").body()).isEqualTo(word);
                held.look();
            }

            assertThat(healthy.nextMessages(MANY)).extracting(Frame::body).isEqualTo(bodies(0, MANY));
            await().atMost(DEADLINE).until(() -> ends.size() == stalled.size());
            assertThat(ends.values()).allSatisfy(end -> {
                assertThat(end.getCloseStatus().getCode()).isEqualTo(4500);
                assertThat(end.getCloseStatus().getReason()).startsWith("The client reads too slowly: ");
                assertThat(node.bean(SessionLanes.class).find(end.getSessionId()))
                        .isNull();
            });
            assertThat(sessionsOverTheLimit(node)).isEqualTo(stalled.size());
            assertThat(held.seen()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void slowClientThatKeepsReadingLosesNothing(Transport transport, Relay relay) {
        try (StompTestClient speaker = relay.connect();
                RawSocket slow = StalledClients.open(transport, relay.node(), DESTINATION)) {
            publish(speaker, 0, BELOW_THE_BOUND);

            for (int next = 0; next < MANY; next++) {
                assertThat(new String(slow.nextPayload(), StandardCharsets.UTF_8))
                        .contains(body(next));
                if (next + BELOW_THE_BOUND < MANY) {
                    publish(speaker, next + BELOW_THE_BOUND, next + BELOW_THE_BOUND + 1);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void nodeStopsWithinSecondsBesideStalledClients(Transport transport, SharedKafka kafka) {
        TestNode node = kafka.startGuide(Map.of("chat.relay.session.buffer-size", "100MB"));
        try (StompTestClient speaker = new Relay(node).connect();
                StalledClients stalled = StalledClients.subscribe(STALLED, transport, node, DESTINATION)) {
            publish(speaker, 0, MANY);
            speaker.publish(DESTINATION, "last", "receipt:last").nextReceipt("last");

            long start = System.nanoTime();
            node.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            assertThat(speaker.awaitClose()).isEqualTo(1012);
            stalled.awaitGone();
        }
    }

    private static int sessionsOverTheLimit(TestNode node) {
        return Objects.requireNonNull(
                        node.bean(WebSocketMessageBrokerStats.class).getWebSocketSessionStats())
                .getLimitExceededSessions();
    }
}

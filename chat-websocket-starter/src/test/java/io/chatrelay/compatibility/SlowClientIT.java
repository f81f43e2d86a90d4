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

import io.chatrelay.bridge.KafkaStompBroker;
import io.chatrelay.compatibility.StalledClients.Transport;
import io.chatrelay.compatibility.app.OutboundPath;
import io.chatrelay.compatibility.app.TestNode;
import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.RawSocket;
import io.chatrelay.compatibility.client.StompTestClient;
import io.chatrelay.websocket.SessionLanes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationListener;
import org.springframework.web.socket.config.WebSocketMessageBrokerStats;
import org.springframework.web.socket.messaging.SessionDisconnectEvent;

/** Clients that do not read harm themselves only. */
@Tag("web-server")
@ExtendWith(Brokers.class)
class SlowClientIT {

    private static final int STALLED = 5;
    private static final int MANY = 3_000;
    private static final int STEP = 100;
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String KIBIBYTE = "x".repeat(1_019);

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
                StalledClients stalled = StalledClients.subscribe(STALLED, transport, node, "/topic/slow")) {
            // Spring may publish more of them for a session; the first is the one that ended it.
            node.addListener(
                    (ApplicationListener<SessionDisconnectEvent>) end -> ends.putIfAbsent(end.getSessionId(), end));
            new Relay(node).subscribe(healthy, "0", "/topic/slow");
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
    @CsvSource({"WEB_SOCKET, direct", "SOCK_JS, direct", "WEB_SOCKET, channel"})
    void stalledClientFallsBackToTheLogAndCatchesUpWhenItReadsAgain(
            Transport transport, String path, SharedKafka kafka) {
        Map<String, String> small = Map.of(OutboundPath.PROPERTY, path, "chat.relay.session.buffer-size", "64KB");
        try (TestNode node = kafka.startGuide(small);
                StompTestClient healthy = new Relay(node).connect();
                StompTestClient speaker = new Relay(node).connect();
                RawSocket stalled = StalledClients.open(transport, node, "/topic/slow")) {
            new Relay(node).subscribe(healthy, "0", "/topic/slow");

            publish(speaker, 0, MANY);
            assertThat(healthy.nextMessages(MANY)).extracting(Frame::body).isEqualTo(bodies(0, MANY));
            speaker.publish("/topic/slow", body(MANY), "receipt:stored").nextReceipt("stored");

            boolean replayed = false;
            for (int next = 0; next <= MANY; next++) {
                String frame = new String(stalled.nextPayload(), StandardCharsets.UTF_8);
                assertThat(frame).contains(body(next));
                replayed |= frame.contains("replayed:true");
            }
            assertThat(replayed).as("some of it came from the log").isTrue();
            publish(speaker, MANY + 1, MANY + 2);
            assertThat(new String(stalled.nextPayload(), StandardCharsets.UTF_8))
                    .contains(body(MANY + 1))
                    .doesNotContain("replayed:true");
        }
    }

    /** With nothing under way in the channel when the next message comes. */
    @ParameterizedTest
    @ValueSource(strings = {"direct", "channel"})
    void clientThatFallsBehindOneMessageAtATimeIsKept(String path, SharedKafka kafka) {
        Map<String, String> small = Map.of(OutboundPath.PROPERTY, path, "chat.relay.session.buffer-size", "256KB");
        int messages = 250;
        String large = "x".repeat(32_000);
        try (TestNode node = kafka.startGuide(small);
                StompTestClient healthy = new Relay(node).connect();
                StompTestClient speaker = new Relay(node).connect();
                RawSocket stalled = StalledClients.open(Transport.WEB_SOCKET, node, "/topic/slow")) {
            new Relay(node).subscribe(healthy, "0", "/topic/slow");

            for (int sent = 0; sent < messages; sent++) {
                speaker.publish("/topic/slow", sent + large);
                assertThat(healthy.next("MESSAGE").body()).startsWith(sent + "x");
            }

            for (int next = 0; next < messages; next++) {
                assertThat(new String(stalled.nextPayload(), StandardCharsets.UTF_8))
                        .contains("\n\n" + next + "x");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"WEB_SOCKET, direct", "SOCK_JS, direct", "WEB_SOCKET, channel"})
    void stalledClientGoesOnWithWhatIsNewIfTheApplicationWantsThat(
            Transport transport, String path, SharedKafka kafka) {
        Map<String, String> latest = Map.of(
                OutboundPath.PROPERTY,
                path,
                "chat.relay.session.buffer-size",
                "64KB",
                "chat.relay.session.slow-client",
                "latest");
        try (TestNode node = kafka.startGuide(latest);
                StompTestClient speaker = new Relay(node).connect();
                RawSocket stalled = StalledClients.open(transport, node, "/topic/slow")) {
            publish(speaker, 0, MANY);
            KafkaStompBroker broker = node.bean(KafkaStompBroker.class);
            await().atMost(DEADLINE)
                    .until(() -> Objects.requireNonNull(broker.statistics()).recordsRead() == MANY);

            int got = 0;
            boolean skipped = false;
            int next = MANY;
            while (!skipped) {
                publish(speaker, next, next + 1);
                next++;
                String frame = new String(stalled.nextPayload(), StandardCharsets.UTF_8);
                skipped = frame.contains("gap:skipped");
                if (!skipped) {
                    assertThat(frame).contains(body(got));
                    got++;
                }
            }
            assertThat(got).isLessThan(MANY);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void slowClientThatKeepsReadingLosesNothing(Transport transport, Relay relay) {
        try (StompTestClient speaker = relay.connect();
                RawSocket slow = StalledClients.open(transport, relay.node(), "/topic/slow")) {
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
                StalledClients stalled = StalledClients.subscribe(STALLED, transport, node, "/topic/slow")) {
            publish(speaker, 0, MANY);
            speaker.publish("/topic/slow", "last", "receipt:last").nextReceipt("last");

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

    private static void publish(StompTestClient speaker, int from, int to) {
        bodies(from, to).forEach(body -> speaker.publish("/topic/slow", body));
    }

    private static List<String> bodies(int from, int to) {
        return IntStream.range(from, to).mapToObj(SlowClientIT::body).toList();
    }

    private static String body(int number) {
        return "%05d".formatted(number) + KIBIBYTE;
    }
}

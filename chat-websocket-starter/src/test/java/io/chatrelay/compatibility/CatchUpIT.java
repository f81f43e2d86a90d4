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

import io.chatrelay.bridge.KafkaStompBroker;
import io.chatrelay.compatibility.StalledClients.Transport;
import io.chatrelay.compatibility.app.OutboundPath;
import io.chatrelay.compatibility.app.TestNode;
import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.RawSocket;
import io.chatrelay.compatibility.client.StompTestClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that did not read gets what it missed out of the log when it reads again, unless the application wants what is new. */
@Tag("web-server")
@ExtendWith(Brokers.class)
@Tag("slow")
class CatchUpIT {

    private static final int MANY = 3_000;
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @ParameterizedTest
    @CsvSource({"WEB_SOCKET, direct", "SOCK_JS, direct", "WEB_SOCKET, channel"})
    void stalledClientFallsBackToTheLogAndCatchesUpWhenItReadsAgain(
            Transport transport, String path, SharedKafka kafka) {
        Map<String, String> small = Map.of(OutboundPath.PROPERTY, path, "chat.relay.session.buffer-size", "64KB");
        try (TestNode node = kafka.startGuide(small);
                StompTestClient healthy = new Relay(node).connect();
                StompTestClient speaker = new Relay(node).connect();
                RawSocket stalled = StalledClients.open(transport, node, DESTINATION)) {
            new Relay(node).subscribe(healthy, "0", DESTINATION);

            publish(speaker, 0, MANY);
            assertThat(healthy.nextMessages(MANY)).extracting(Frame::body).isEqualTo(bodies(0, MANY));
            speaker.publish(DESTINATION, body(MANY), "receipt:stored").nextReceipt("stored");

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
                RawSocket stalled = StalledClients.open(Transport.WEB_SOCKET, node, DESTINATION)) {
            new Relay(node).subscribe(healthy, "0", DESTINATION);

            for (int sent = 0; sent < messages; sent++) {
                speaker.publish(DESTINATION, sent + large);
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
                RawSocket stalled = StalledClients.open(transport, node, DESTINATION)) {
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
}

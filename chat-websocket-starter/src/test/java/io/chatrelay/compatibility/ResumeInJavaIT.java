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

import io.chatrelay.bridge.SubscriptionLiveEvent;
import io.chatrelay.compatibility.app.TestNode;
import io.chatrelay.compatibility.client.StompTestClient;
import io.chatrelay.core.log.Position;
import io.chatrelay.examples.ResumingClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ApplicationListener;
import org.springframework.messaging.simp.stomp.StompHeaders;

/** The Java client of the documentation does what the documentation says. */
@ExtendWith(Brokers.class)
class ResumeInJavaIT {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Heard heard = new Heard();

    @Test
    void goesOnWhereItWasOnAnotherNode(Relay first, @SecondNode Relay second) {
        String destination = "/topic/resume.cut";
        try (Wire wire = Wire.to(first.node().port());
                StompTestClient speaker = second.connect();
                ResumingClient client =
                        new ResumingClient(List.of(wire.webSocket().toString(), address(second)))) {
            publish(speaker, destination, 0, 100);
            client.subscribe(destination, "last=50", heard);
            heard.awaitBodies(50, 100);

            publish(speaker, destination, 100, 150);
            wire.cut();
            publish(speaker, destination, 150, 250);

            heard.awaitBodies(50, 250);
            publish(speaker, destination, 250, 260);
            heard.awaitBodies(50, 260);
            assertThat(heard.gaps).isEmpty();
        }
    }

    @Test
    void goesOnFromTheReceiptIfNoMessageHasComeYet(Relay first, @SecondNode Relay second) throws Exception {
        String destination = "/topic/resume.quiet";
        CountDownLatch live = new CountDownLatch(1);
        ApplicationListener<SubscriptionLiveEvent> listener = event -> {
            if (event.getDestination().equals(destination)) {
                live.countDown();
            }
        };
        first.node().addListener(listener);
        try (Wire wire = Wire.to(first.node().port());
                StompTestClient speaker = second.connect();
                StompTestClient witness = first.connect();
                ResumingClient client =
                        new ResumingClient(List.of(wire.webSocket().toString(), address(second)))) {
            // "Now" is where the first node stands, which may be some milliseconds behind what the second has
            // confirmed.
            witness.subscribe("w", "/topic/resume.qui*", "receipt:w").nextReceipt("w");
            publish(speaker, destination, 0, 10);
            witness.nextMessages(10);
            client.subscribe(destination, "now", heard);
            assertThat(live.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            // A second subscription, whose first message comes when the RECEIPT of the first one has come.
            Heard later = new Heard();
            client.subscribe("/topic/resume.other", "earliest", later);
            publish(speaker, "/topic/resume.other", 0, 1);
            later.awaitBodies(0, 1);

            wire.cut();
            publish(speaker, destination, 10, 20);

            heard.awaitBodies(10, 20);
            assertThat(heard.gaps).isEmpty();
        } finally {
            first.node().removeListener(listener);
        }
    }

    @Test
    void goesOnWhenItsNodeIsStopped(SharedKafka kafka, @SecondNode Relay second) {
        String destination = "/topic/resume.stopped";
        TestNode stopped = kafka.startGuide(Map.of());
        try (StompTestClient speaker = second.connect();
                ResumingClient client =
                        new ResumingClient(List.of(stopped.webSocket().toString(), address(second)))) {
            client.subscribe(destination, "earliest", heard);
            publish(speaker, destination, 0, 50);
            heard.awaitBodies(0, 50);

            stopped.close();
            publish(speaker, destination, 50, 60);

            heard.awaitBodies(0, 60);
        }
    }

    @Test
    void takesMessagesThatAreLargerThanTheContainersDefault(Relay relay) {
        String large = "x".repeat(60_000);
        try (StompTestClient speaker = relay.connect();
                ResumingClient client = new ResumingClient(List.of(address(relay)))) {
            speaker.publish("/topic/resume.large", large);
            client.subscribe("/topic/resume.large", "earliest", heard);

            await().atMost(DEADLINE)
                    .untilAsserted(() -> assertThat(heard.bodies).containsExactly(large));
        }
    }

    @Test
    void saysWhereMessagesAreMissing(Relay relay) {
        String destination = "/topic/resume.gap";
        try (StompTestClient speaker = relay.connect();
                ResumingClient client = new ResumingClient(List.of(address(relay)))) {
            Position here = Objects.requireNonNull(Position.parse(publish(speaker, destination, 0, 1)));
            Position elsewhere =
                    new Position(~here.topicFingerprint(), here.partition(), here.offset(), here.timestamp());
            client.subscribe(destination, elsewhere.toString(), heard);
            await().atMost(DEADLINE).untilAsserted(() -> assertThat(heard.gaps).containsExactly("unknown-position"));

            publish(speaker, destination, 1, 3);

            heard.awaitBodies(1, 3);
        }
    }

    private static String address(Relay relay) {
        return relay.node().webSocket().toString();
    }

    /** Sends messages, waits until they are stored, and returns the position of the last. */
    private static String publish(StompTestClient speaker, String destination, int from, int to) {
        for (int i = from; i < to - 1; i++) {
            speaker.publish(destination, String.valueOf(i));
        }
        speaker.publish(destination, String.valueOf(to - 1), "receipt:stored");
        return Objects.requireNonNull(speaker.nextReceipt("stored").header("position"));
    }

    private static final class Heard implements ResumingClient.Listener {

        final List<String> bodies = new CopyOnWriteArrayList<>();
        final List<String> gaps = new CopyOnWriteArrayList<>();

        @Override
        public void onMessage(StompHeaders headers, byte[] body) {
            bodies.add(new String(body, StandardCharsets.UTF_8));
        }

        @Override
        public void onGap(String reason) {
            gaps.add(reason);
        }

        void awaitBodies(int from, int to) {
            List<String> expected =
                    IntStream.range(from, to).mapToObj(String::valueOf).toList();
            await().atMost(DEADLINE).untilAsserted(() -> assertThat(bodies).isEqualTo(expected));
        }
    }
}

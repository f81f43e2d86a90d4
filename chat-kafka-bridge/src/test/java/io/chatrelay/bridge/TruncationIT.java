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
package io.chatrelay.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.bridge.internal.consume.TailTiming;
import io.chatrelay.bridge.internal.engine.BrokerTiming;
import io.chatrelay.bridge.settings.BridgeSettings;
import io.chatrelay.bridge.settings.PublishSettings;
import io.chatrelay.bridge.settings.TopicSettings;
import io.chatrelay.embedded.EmbeddedKafkaBroker;
import io.chatrelay.embedded.EmbeddedKafkaSettings;
import io.chatrelay.testing.ExpectLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.util.FileSystemUtils;

/**
 * A Kafka broker that comes back without its newest records, as after a failover to a replica that had not got them: its
 * directory is put back to an earlier state. What the clients had got of the lost end must not look like a part of the log.
 */
// Clients that have heard of a leader's epoch before it was put back with the directory; that depends on the moment.
@ExpectLog("The Kafka consumer gets nothing")
@ExpectLog("The Kafka producer writes nothing although Kafka answers")
@Tag("slow")
class TruncationIT {

    private static final String ROOM = "/topic/room";

    /** Looks more often than usual whether its clients get on, and says nothing of a Kafka that is slow to come back. */
    private static final BrokerTiming WATCHFUL = new BrokerTiming(
            new TailTiming(
                    Duration.ofMillis(100),
                    Duration.ofMillis(100),
                    Duration.ofMillis(300),
                    TailTiming.DEFAULT.firstAnswer(),
                    Duration.ofMinutes(1)),
            Duration.ofMillis(100),
            Duration.ofMinutes(1),
            Duration.ofMillis(500),
            BrokerTiming.DEFAULT.unready(),
            BrokerTiming.DEFAULT.close());

    @TempDir
    Path directory;

    @Test
    @ExpectLog("The log was truncated")
    void lostEndOfTheLogIsAnnouncedToTheLiveAndToThoseWhoComeBack() throws Exception {
        assertAnnounced(0);
    }

    /** Each start is a new epoch of the partition's leader, and those that were put back are older than the consumer knows. */
    @Test
    @ExpectLog("The log was truncated")
    void clusterThatHasForgottenItsEpochsIsReadAgainAllTheSame() throws Exception {
        assertAnnounced(1);
    }

    private void assertAnnounced(int restarts) throws Exception {
        Path data = this.directory.resolve("kafka");
        Path earlier = this.directory.resolve("earlier");
        EmbeddedKafkaBroker kafka = EmbeddedKafkaBroker.start(new EmbeddedKafkaSettings(0, data, Map.of()));
        EmbeddedKafkaSettings again = new EmbeddedKafkaSettings(kafka.port(), data, Map.of());
        BridgeSettings settings = BridgeSettings.builder("127.0.0.1:" + kafka.port())
                .clientProperties(TestNode.QUICK_CLIENTS)
                .topic(TopicSettings.builder().name("truncated").partitions(1).build())
                .build();
        try (TestNode node = new TestNode(settings, WATCHFUL).startAndAwaitKafka()) {
            TestNode.Client live = node.connect("live").subscribeLive("0", ROOM);
            send(node, "kept-1", "kept-2");
            kafka.close();
            FileSystemUtils.copyRecursively(data, earlier);
            for (int i = 0; i < restarts; i++) {
                kafka = EmbeddedKafkaBroker.start(again);
                kafka.close();
            }
            kafka = EmbeddedKafkaBroker.start(again);
            send(node, "lost-1", "lost-2", "lost-3");
            live.awaitBodies("kept-1", "kept-2", "lost-1", "lost-2", "lost-3");
            String lost = idOf(live, 4);
            String kept = idOf(live, 1);

            kafka.close();
            kafka = startAsItWas(earlier, again);
            // As long as the log is shorter than it was, nobody can take it for the old one.
            send(node, "new-1");
            live.awaitBodies("kept-1", "kept-2", "lost-1", "lost-2", "lost-3", "new-1");
            send(node, "new-2", "new-3", "new-4");

            live.awaitBodies("kept-1", "kept-2", "lost-1", "lost-2", "lost-3", "new-1", "new-2", "new-3", "new-4");
            assertThat(live.frames(StompCommand.MESSAGE).stream()
                            .map(message -> String.valueOf(message.getFirstNativeHeader("gap"))))
                    .containsExactly("null", "null", "null", "null", "null", "truncated", "null", "null", "null");
            assertResumes(node, lost, "truncated", "new-1", "new-2", "new-3", "new-4");
            assertResumes(node, kept, "null", "new-1", "new-2", "new-3", "new-4");
            try (TestNode other = new TestNode(settings, WATCHFUL).startAndAwaitKafka()) {
                assertResumes(other, lost, "truncated", "new-1", "new-2", "new-3", "new-4");
                assertResumes(other, kept, "null", "new-1", "new-2", "new-3", "new-4");
            }
        } finally {
            kafka.close();
        }
    }

    /** As when the disk of the only replica is lost. */
    @Test
    @ExpectLog("The log was truncated")
    void lossOfTheWholeLogIsAnnouncedAndItGoesOnFromItsNewBeginning() throws Exception {
        Path data = this.directory.resolve("kafka");
        Path earlier = this.directory.resolve("earlier");
        EmbeddedKafkaBroker kafka = EmbeddedKafkaBroker.start(new EmbeddedKafkaSettings(0, data, Map.of()));
        EmbeddedKafkaSettings again = new EmbeddedKafkaSettings(kafka.port(), data, Map.of());
        BridgeSettings settings = BridgeSettings.builder("127.0.0.1:" + kafka.port())
                .clientProperties(TestNode.QUICK_CLIENTS)
                .topic(TopicSettings.builder().name("truncated").partitions(1).build())
                .build();
        try (TestNode node = new TestNode(settings, WATCHFUL).startAndAwaitKafka()) {
            TestNode.Client live = node.connect("live").subscribeLive("0", ROOM);
            kafka.close();
            FileSystemUtils.copyRecursively(data, earlier);
            kafka = EmbeddedKafkaBroker.start(again);
            send(node, "lost-1", "lost-2");
            live.awaitBodies("lost-1", "lost-2");

            kafka.close();
            kafka = startAsItWas(earlier, again);
            send(node, "new-1");
            live.awaitBodies("lost-1", "lost-2", "new-1");
            send(node, "new-2", "new-3");

            live.awaitBodies("lost-1", "lost-2", "new-1", "new-2", "new-3");
            assertThat(live.frames(StompCommand.MESSAGE).get(2).getFirstNativeHeader("gap"))
                    .isEqualTo("truncated");
        } finally {
            kafka.close();
        }
    }

    /** Kafka's last words before it stops are that nobody leads the partition, in an epoch that the earlier state has not reached. */
    @Test
    @ExpectLog("The log was truncated")
    void messagesAreTakenAgainByAClusterThatHasForgottenItsEpochs() throws Exception {
        Path data = this.directory.resolve("kafka");
        Path earlier = this.directory.resolve("earlier");
        EmbeddedKafkaBroker kafka = EmbeddedKafkaBroker.start(new EmbeddedKafkaSettings(0, data, Map.of()));
        EmbeddedKafkaSettings again = new EmbeddedKafkaSettings(kafka.port(), data, Map.of());
        BridgeSettings settings = BridgeSettings.builder("127.0.0.1:" + kafka.port())
                .clientProperties(TestNode.QUICK_CLIENTS)
                .topic(TopicSettings.builder().name("truncated").partitions(1).build())
                .publish(PublishSettings.builder()
                        .deliveryTimeout(Duration.ofSeconds(2))
                        .build())
                .build();
        try (TestNode node = new TestNode(settings, WATCHFUL).startAndAwaitKafka()) {
            send(node, "kept");
            kafka.close();
            FileSystemUtils.copyRecursively(data, earlier);
            kafka = EmbeddedKafkaBroker.start(again);
            send(node, "lost");
            TestNode.Client sender = node.connect("busy");
            AtomicBoolean stopped = new AtomicBoolean();
            Thread busy = new Thread(() -> {
                while (!stopped.get()) {
                    sender.send(ROOM, "lost", Map.of());
                    LockSupport.parkNanos(1_000_000);
                }
            });
            busy.start();
            kafka.close();
            stopped.set(true);
            busy.join();

            kafka = startAsItWas(earlier, again);

            int tries = 1;
            while (!node.isTaken(ROOM, "new-" + tries)) {
                assertThat(tries++).isLessThan(15);
            }
        } finally {
            kafka.close();
        }
    }

    private static EmbeddedKafkaBroker startAsItWas(Path earlier, EmbeddedKafkaSettings again) throws IOException {
        Path data = Objects.requireNonNull(again.dataDirectory());
        FileSystemUtils.deleteRecursively(data);
        FileSystemUtils.copyRecursively(earlier, data);
        return EmbeddedKafkaBroker.start(again);
    }

    private static void send(TestNode node, String... bodies) {
        TestNode.Client sender = node.connect("sender-" + bodies[0]);
        for (String body : bodies) {
            sender.send(ROOM, body, Map.of("receipt", body));
        }
        sender.awaitReceipts(bodies);
    }

    private static String idOf(TestNode.Client client, int index) {
        return Objects.requireNonNull(
                client.frames(StompCommand.MESSAGE).get(index).getMessageId());
    }

    private static void assertResumes(TestNode node, String from, String gap, String... bodies) {
        TestNode.Client client = node.connect("resuming-" + from + "-" + gap);
        client.frame(StompCommand.SUBSCRIBE, frame -> {
            frame.setSubscriptionId("0");
            frame.setDestination(ROOM);
            frame.setReceipt("live");
            frame.setNativeHeader("from", from);
        });
        client.awaitBodies(bodies);
        List<StompHeaderAccessor> receipts = client.frames(StompCommand.RECEIPT);
        assertThat(receipts).singleElement().satisfies(receipt -> assertThat(
                        String.valueOf(receipt.getFirstNativeHeader("gap")))
                .isEqualTo(gap));
    }
}

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
package io.chatrelay.bridge.internal.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chatrelay.bridge.LogProbe;
import io.chatrelay.bridge.SharedKafka;
import io.chatrelay.bridge.internal.client.KafkaClients;
import io.chatrelay.bridge.settings.BridgeSettings;
import io.chatrelay.bridge.settings.TopicSettings;
import io.chatrelay.core.cursor.GapReason;
import io.chatrelay.embedded.EmbeddedKafkaBroker;
import io.chatrelay.testing.ExpectLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The reader's reactions to what a real Kafka says and a played consumer throws. */
@ExtendWith(SharedKafka.class)
@Tag("slow")
class TailReaderIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The reader looks around more often than usual. */
    private static final TailTiming TIMING = timing(TailTiming.DEFAULT.report());

    private static final TailTiming COMPLAINING_SOON = timing(Duration.ofMillis(200));

    private static EmbeddedKafkaBroker kafka;

    private final Queue<String> seen = new ConcurrentLinkedQueue<>();

    private final TailListener listener = new TailListener() {

        @Override
        public void found(long topicFingerprint, int partitions) {
            TailReaderIT.this.seen.add("found " + partitions);
        }

        @Override
        public void timestampsAre(TimestampType type) {
            TailReaderIT.this.timestamps = type;
        }

        @Override
        public void reading(int partition, long offset) {
            TailReaderIT.this.seen.add("positioned");
        }

        @Override
        public void leaders(List<Integer> byPartition) {
            // Each is the one broker there is.
        }

        @Override
        public void gone() {
            TailReaderIT.this.seen.add("gone");
        }

        @Override
        public void back() {
            TailReaderIT.this.seen.add("back");
        }

        @Override
        public void unanswered(int partition) {
            TailReaderIT.this.seen.add("unanswered " + partition);
        }

        @Override
        public void record(ConsumerRecord<byte[], byte[]> consumerRecord) {
            TailReaderIT.this.seen.add(new String(consumerRecord.value(), StandardCharsets.UTF_8));
        }

        @Override
        public void seen(int partition, long offset) {
            TailReaderIT.this.seen.add("seen " + offset);
        }

        @Override
        public void batchEnded(Set<Integer> partitions) {
            // What comes together depends on Kafka.
        }

        @Override
        public long next(int partition) {
            return TailReaderIT.this.next;
        }

        @Override
        public long timestampAt(int partition, long offset) {
            return -1;
        }

        @Override
        public long latestTimestamp(int partition) {
            return -1;
        }

        @Override
        public void lost(int partition, GapReason reason, long offset) {
            TailReaderIT.this.next = offset;
        }

        @Override
        public void recreated(long topicFingerprint, int partitions) {
            TailReaderIT.this.seen.add("recreated " + partitions);
        }
    };

    private volatile long next;

    private volatile @Nullable TimestampType timestamps;

    @BeforeAll
    static void useKafka(EmbeddedKafkaBroker shared) {
        kafka = shared;
    }

    private static TailTiming timing(Duration report) {
        return new TailTiming(
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                TailTiming.DEFAULT.stallLook(),
                TailTiming.DEFAULT.firstAnswer(),
                report);
    }

    private static BridgeSettings settings(String topic, boolean create) {
        return BridgeSettings.builder(kafka.bootstrapServers())
                .topic(TopicSettings.builder()
                        .name(topic)
                        .partitions(1)
                        .create(create)
                        .build())
                .build();
    }

    @Test
    @ExpectLog("Records were deleted before they were read")
    void whenRetentionOvertakesItGoesOnAtTheOldestRecordThereIs() throws Exception {
        assertThat(consumersUsedToGoOnAt(2, 0, "overtaken")).isEqualTo(1);
        assertThat(this.timestamps).isEqualTo(TimestampType.CREATE_TIME);
    }

    /** By another consumer: the first may wait for an epoch of the leader that the log has forgotten. */
    @Test
    @ExpectLog("The log was truncated")
    void whenTheLogWasTruncatedItGoesOnAtItsEndAndRepeatsNothing() throws Exception {
        assertThat(consumersUsedToGoOnAt(3, 500, "truncated")).isEqualTo(2);
    }

    /** With records 0 to 2 written and the first two deleted. */
    private int consumersUsedToGoOnAt(long expected, long outOfRange, String topic) throws Exception {
        BridgeSettings settings = settings(topic, true);
        KafkaClients clients = new KafkaClients(settings);
        TopicPartition partition = new TopicPartition(topic, 0);
        Deque<MockConsumer<byte[], byte[]>> consumers = new ConcurrentLinkedDeque<>();
        TailReader reader = new TailReader(clients::admin, () -> another(consumers), settings, TIMING, this.listener);
        reader.start();
        await().atMost(PATIENCE).until(() -> this.seen.contains("positioned"));
        deleteAllButTheLastOf(3, clients, partition);

        MockConsumer<byte[], byte[]> first = consumers.getFirst();
        first.schedulePollTask(
                () -> first.setPollException(new OffsetOutOfRangeException(Map.of(partition, outOfRange))));

        await().atMost(PATIENCE).until(() -> {
            MockConsumer<byte[], byte[]> last = consumers.getLast();
            synchronized (last) {
                return !last.closed() && last.assignment().contains(partition) && last.position(partition) == expected;
            }
        });
        reader.stop();
        assertThat(consumers).allMatch(MockConsumer::closed);
        return consumers.size();
    }

    private static MockConsumer<byte[], byte[]> another(Deque<MockConsumer<byte[], byte[]>> consumers) {
        MockConsumer<byte[], byte[]> added = new MockConsumer<>("none");
        consumers.add(added);
        return added;
    }

    private static void deleteAllButTheLastOf(int count, KafkaClients clients, TopicPartition partition)
            throws Exception {
        try (Producer<byte[], byte[]> producer = clients.producer();
                Admin admin = clients.admin()) {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> !producer.partitionsFor(partition.topic())
                    .isEmpty());
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(partition.topic(), new byte[0]))
                        .get();
            }
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(count - 1L)))
                    .all()
                    .get();
        }
    }

    @Test
    void endOfATransactionIsSeenAlthoughItIsNoRecord() {
        BridgeSettings settings = settings("transactions", true);
        KafkaClients clients = new KafkaClients(settings);
        TailReader reader = new TailReader(clients::admin, clients::tailConsumer, settings, TIMING, this.listener);
        reader.start();
        await().atMost(PATIENCE).until(() -> this.seen.contains("positioned"));

        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        "other application"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactions", "first".getBytes(StandardCharsets.UTF_8)));
            producer.send(new ProducerRecord<>("transactions", "second".getBytes(StandardCharsets.UTF_8)));
            producer.commitTransaction();
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.seen)
                .containsExactly("found 1", "positioned", "first", "second", "seen 3"));
        reader.stop();
    }

    @Test
    @ExpectLog("Partitions were added to the topic")
    void whenPartitionsAreAddedItReadsThemFromTheirFirstRecord() throws Exception {
        BridgeSettings settings = settings("growing", true);
        KafkaClients clients = new KafkaClients(settings);
        TailReader reader = new TailReader(clients::admin, clients::tailConsumer, settings, TIMING, this.listener);
        reader.start();
        await().atMost(PATIENCE).until(() -> this.seen.contains("positioned"));

        try (Producer<byte[], byte[]> producer = clients.producer();
                Admin admin = clients.admin()) {
            admin.createPartitions(Map.of("growing", NewPartitions.increaseTo(3)))
                    .all()
                    .get();
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> producer.partitionsFor("growing").size() == 3);
            for (int partition = 0; partition < 3; partition++) {
                byte[] value = ("in " + partition).getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>("growing", partition, null, value))
                        .get();
            }
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.seen)
                .containsExactlyInAnyOrder(
                        "found 1", "positioned", "found 3", "positioned", "positioned", "in 0", "in 1", "in 2"));
        reader.stop();
    }

    private static void send(Producer<byte[], byte[]> producer, String topic, String value) throws Exception {
        producer.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8)))
                .get();
    }

    @Test
    @ExpectLog("The topic was deleted and created again")
    void whenTheTopicIsRecreatedItReadsTheNewOneFromItsFirstRecord() throws Exception {
        BridgeSettings settings = settings("recreated", true);
        KafkaClients clients = new KafkaClients(settings);
        TailReader reader = new TailReader(clients::admin, clients::tailConsumer, settings, TIMING, this.listener);
        reader.start();
        await().atMost(PATIENCE).until(() -> this.seen.contains("positioned"));

        try (Producer<byte[], byte[]> producer = clients.producer();
                Admin admin = clients.admin()) {
            admin.deleteTopics(List.of("recreated")).all().get();
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                admin.createTopics(List.of(new NewTopic("recreated", 1, (short) 1)))
                        .all()
                        .get();
                return true;
            });
            await().atMost(PATIENCE).until(() -> this.seen.contains("recreated 1"));
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                producer.send(new ProducerRecord<>("recreated", "first".getBytes(StandardCharsets.UTF_8)))
                        .get();
                return true;
            });
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.seen)
                .containsExactly("found 1", "positioned", "recreated 1", "first"));
        reader.stop();
    }

    @Test
    @ExpectLog("set chat.relay.topic.create=true")
    void whenTheTopicMayNotBeCreatedItWaitsForSomebodyElseToDoSo() {
        BridgeSettings settings = settings("made-by-others", false);
        KafkaClients clients = new KafkaClients(settings);
        LogProbe log = new LogProbe(LogRetry.class.getName());
        TailReader reader =
                new TailReader(clients::admin, clients::tailConsumer, settings, COMPLAINING_SOON, this.listener);
        reader.start();
        await().atMost(PATIENCE).until(() -> !log.warnings().isEmpty());
        log.close();
        assertThat(this.seen).isEmpty();

        TailReader creating = new TailReader(
                clients::admin, clients::tailConsumer, settings("made-by-others", true), TIMING, this.listener);
        creating.start();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.seen)
                .as("of both, which tell the same listener")
                .containsExactlyInAnyOrder("found 1", "found 1", "positioned", "positioned"));
        creating.stop();
        reader.stop();
    }

    @Test
    @ExpectLog("topic compacted is compacted, which would keep only the newest message of each destination")
    void whenTheTopicIsCompactedItWaitsUntilItKeepsEveryMessage() throws Exception {
        BridgeSettings settings = settings("compacted", true);
        KafkaClients clients = new KafkaClients(settings);
        try (LogProbe log = new LogProbe(LogRetry.class.getName());
                Admin admin = clients.admin()) {
            admin.createTopics(List.of(new NewTopic("compacted", 1, (short) 1)
                            .configs(Map.of("cleanup.policy", "compact,delete"))))
                    .all()
                    .get();
            TailReader reader =
                    new TailReader(clients::admin, clients::tailConsumer, settings, COMPLAINING_SOON, this.listener);
            reader.start();
            await().atMost(PATIENCE).until(() -> !log.warnings().isEmpty());
            assertThat(this.seen).isEmpty();

            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, "compacted"),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("cleanup.policy", "delete"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();

            await().atMost(PATIENCE).until(() -> this.seen.contains("positioned"));
            reader.stop();
        }
    }

    @Test
    void whenKafkasNameCannotBeResolvedYetItTriesAgain() {
        BridgeSettings settings = settings("unresolved", true);
        KafkaClients clients = new KafkaClients(settings);
        Queue<KafkaException> unresolved = new ConcurrentLinkedQueue<>(List.of(
                new ConfigException("No resolvable bootstrap urls given"),
                new ConfigException("No resolvable bootstrap urls given")));
        TailReader reader = new TailReader(
                () -> {
                    KafkaException failure = unresolved.poll();
                    if (failure != null) {
                        throw failure;
                    }
                    return clients.admin();
                },
                clients::tailConsumer,
                settings,
                TIMING,
                this.listener);

        reader.start();

        await().atMost(PATIENCE).until(() -> this.seen.contains("positioned"));
        reader.stop();
    }
}

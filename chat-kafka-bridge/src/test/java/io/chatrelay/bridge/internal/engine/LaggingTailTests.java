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
package io.chatrelay.bridge.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chatrelay.bridge.internal.publish.Publisher;
import io.chatrelay.bridge.settings.TopicSettings;
import io.chatrelay.core.log.Position;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;

/**
 * What was stored before a client subscribed counts for {@code last=N}, although this node has yet to read it: another
 * node's clients may have had its RECEIPT. Messages are at the offsets 3, 6, 9 and 12; the node has read those at 3 and 6.
 */
class LaggingTailTests {

    private static final TopicPartition PARTITION = new TopicPartition(TopicSettings.DEFAULT.name(), 0);

    private static final long FINGERPRINT = 1;

    private final RecordingHost host = new RecordingHost();

    private final RecordingWriters writers = new RecordingWriters();

    private final Publisher publisher = EngineLog.publisher();

    private final AtomicInteger questions = new AtomicInteger();

    private volatile Runnable whileKafkaAnswers = () -> {};

    private final BrokerEngine engine =
            EngineLog.engine(this.host, this.writers, this.publisher, null, this::consumerOfALogThatEndsAt13);

    @BeforeEach
    void start() {
        EngineLog.read(this.engine, FINGERPRINT);
        handle(StompCommand.CONNECT, headers -> headers.setAcceptVersion("1.2"));
        dispatch(3);
        dispatch(6);
    }

    @AfterEach
    void stop() {
        this.engine.replays().stop();
    }

    private MockConsumer<byte[], byte[]> consumerOfALogThatEndsAt13() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none") {

            @Override
            public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
                LaggingTailTests.this.questions.incrementAndGet();
                LaggingTailTests.this.whileKafkaAnswers.run();
                return super.endOffsets(partitions);
            }
        };
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 13L));
        return consumer;
    }

    private void handle(StompCommand command, Consumer<StompHeaderAccessor> customizer) {
        StompHeaderAccessor headers = StompHeaderAccessor.create(command);
        headers.setSessionId("1");
        customizer.accept(headers);
        this.engine.handleFrame(MessageBuilder.createMessage(new byte[0], headers.getMessageHeaders()));
    }

    private void dispatch(long offset) {
        EngineLog.dispatch(
                this.engine,
                new ConsumerRecord<>(
                        PARTITION.topic(),
                        PARTITION.partition(),
                        offset,
                        "/topic/a".getBytes(StandardCharsets.UTF_8),
                        ("m" + offset).getBytes(StandardCharsets.UTF_8)));
        EngineLog.flush(this.engine);
    }

    private void subscribe(String id, Map<String, String> wishes) {
        handle(StompCommand.SUBSCRIBE, headers -> {
            headers.setSubscriptionId(id);
            headers.setDestination("/topic/a");
            wishes.forEach(headers::setNativeHeader);
        });
    }

    private void subscribe(Map<String, String> wishes) {
        subscribe("a", wishes);
        await().atMost(Duration.ofSeconds(10)).until(() -> this.questions.get() > 0);
    }

    private void awaitDelivered(String... expected) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(this.writers.taken.stream().map(text -> text.split(" ")[0]))
                        .containsExactly(expected));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void newestMessagesAreCountedFromTheEndOfTheLog() {
        subscribe(Map.of("from", "last=3"));

        dispatch(9);
        dispatch(12);
        awaitDelivered("m6", "m9", "m12");
        dispatch(15);

        awaitDelivered("m6", "m9", "m12", "m15");
    }

    @Test
    void pageEndsAtTheMessageThatWasNamed() {
        Position until = new Position(FINGERPRINT, 0, 12, Position.NO_TIMESTAMP);
        subscribe(Map.of("from", "last=2", "until", until.toString()));

        dispatch(9);

        // What is at 12 need not be read for it.
        EngineLog.seen(this.engine, 12);
        awaitDelivered("m6", "m9");
    }

    @Test
    void nodeThatDoesNotGetOnBeginsWithWhatItHas() {
        subscribe(Map.of("from", "last=1"));

        awaitDelivered("m6");
    }

    @Test
    void oneAnswerServesAllWhoHaveComeBeforeTheQuestion() {
        CountDownLatch othersHaveCome = new CountDownLatch(1);
        this.whileKafkaAnswers = () -> awaitLatch(othersHaveCome);
        subscribe(Map.of("from", "last=1"));
        subscribe("b", Map.of("from", "last=1"));
        subscribe("c", Map.of("from", "last=1"));
        othersHaveCome.countDown();
        dispatch(9);
        dispatch(12);

        awaitDelivered("m12", "m12", "m12");
        assertThat(this.questions)
                .as("the first one's, and one for both others")
                .hasValue(2);
    }
}

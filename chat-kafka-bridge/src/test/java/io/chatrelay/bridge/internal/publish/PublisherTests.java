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
package io.chatrelay.bridge.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chatrelay.bridge.internal.record.RelayedMessage;
import io.chatrelay.bridge.settings.PublishSettings;
import io.chatrelay.testing.ExpectLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

class PublisherTests {

    /** Epoch milliseconds. */
    private static final long NOW = 5_000;

    private final AtomicLong nanos = new AtomicLong(1_000);

    private final Producing producer = new Producing();

    private final List<String> outcomes = new ArrayList<>();

    private long confirmed;

    private Runnable whenFailed = () -> {};

    private final Publisher publisher = new Publisher(
            "log",
            PublishSettings.builder()
                    .maxInFlightBytes(64 * 1024)
                    .linger(Duration.ZERO)
                    .build(),
            Duration.ofSeconds(3),
            this.nanos::get,
            () -> NOW);

    private void publish(String body) {
        RelayedMessage message =
                new RelayedMessage("/topic/a", null, Map.of(), body.getBytes(StandardCharsets.UTF_8), null);
        PublishCallback callback = new PublishCallback() {

            @Override
            public void committed(RecordMetadata place) {
                PublisherTests.this.outcomes.add(shortened(body) + " committed");
                PublisherTests.this.confirmed = place.timestamp();
            }

            @Override
            public void failed(PublishFailedException failure) {
                PublisherTests.this.outcomes.add(shortened(body) + " failed: " + failure.getMessage());
                PublisherTests.this.whenFailed.run();
            }
        };
        PublishFailedException refused = this.publisher.publish(message, callback);
        if (refused != null) {
            callback.failed(refused);
        }
    }

    private static String shortened(String body) {
        return body.substring(0, Math.min(3, body.length()));
    }

    private Stream<String> produced() {
        return this.producer.history().stream()
                .map(produced -> shortened(new String(produced.value(), StandardCharsets.UTF_8)));
    }

    @Nested
    class Cold {

        @Test
        void keepsMessagesAndWritesThemInOrderBeforeLaterOnes() {
            publish("1");
            publish("2");
            assertThat(produced()).isEmpty();

            PublisherTests.this.publisher.open(PublisherTests.this.producer);
            publish("3");

            assertThat(produced()).containsExactly("1", "2", "3");
        }

        @Test
        void failsAMessageWhoseTimeIsOver() {
            publish("old");
            PublisherTests.this.nanos.addAndGet(Duration.ofSeconds(20).toNanos());
            publish("new");
            PublisherTests.this.nanos.addAndGet(Duration.ofSeconds(10).toNanos());

            PublisherTests.this.publisher.expire();
            PublisherTests.this.publisher.open(PublisherTests.this.producer);

            assertThat(PublisherTests.this.outcomes)
                    .containsExactly("old failed: The message was not acknowledged within 30000 ms");
            assertThat(produced()).containsExactly("new");
        }

        @Test
        @ExpectLog(value = "A client could not be told what became of its message", level = Level.ERROR)
        void clientThatCannotBeToldHarmsNoOther() {
            publish("1");
            publish("2");
            PublisherTests.this.whenFailed = () -> {
                throw new IllegalStateException("an interceptor's");
            };
            PublisherTests.this.nanos.addAndGet(Duration.ofSeconds(30).toNanos());

            PublisherTests.this.publisher.expire();

            assertThat(PublisherTests.this.outcomes).hasSize(2);
        }

        @Test
        void failsWhatWaitsWhenClosed() {
            publish("1");

            PublisherTests.this.publisher.close();
            publish("2");

            assertThat(PublisherTests.this.outcomes)
                    .containsExactly(
                            "1 failed: The server is stopping, the message was not stored",
                            "2 failed: The server is stopping, the message was not stored");
        }
    }

    @Nested
    class Warm {

        @Test
        void confirmsWhatKafkaAcknowledges() {
            PublisherTests.this.publisher.open(PublisherTests.this.producer);
            publish("1");
            assertThat(PublisherTests.this.outcomes).isEmpty();

            PublisherTests.this.producer.completeNext();

            assertThat(PublisherTests.this.outcomes).containsExactly("1 committed");
        }

        @Test
        void refusesAtOnceWhatWouldBeTooMuchInFlightAndTakesMoreOnceThereIsRoom() {
            PublisherTests.this.publisher.open(PublisherTests.this.producer);
            publish("1".repeat(60 * 1024));

            publish("2".repeat(10 * 1024));
            PublisherTests.this.producer.completeNext();
            publish("3".repeat(10 * 1024));

            assertThat(PublisherTests.this.outcomes)
                    .containsExactly(
                            "222 failed: More than 65536 bytes wait to be stored, send again later", "111 committed");
            assertThat(produced()).containsExactly("111", "333");
        }

        @Test
        void roomIsFreedByFailuresToo() {
            PublisherTests.this.publisher.open(PublisherTests.this.producer);
            publish("1".repeat(60 * 1024));
            PublisherTests.this.producer.errorNext(new NotLeaderOrFollowerException());

            publish("2".repeat(60 * 1024));

            assertThat(PublisherTests.this.outcomes).containsExactly("111 failed: The message could not be stored");
            assertThat(produced()).containsExactly("111", "222");
        }

        @Test
        void tellsClientsWhatWentWrongWithoutClassNames() {
            PublisherTests.this.publisher.open(PublisherTests.this.producer);
            publish("1");
            publish("2");

            PublisherTests.this.producer.errorNext(new RecordTooLargeException("at org.apache.kafka"));
            PublisherTests.this.producer.errorNext(new TimeoutException("Expiring 1 record(s) for log-0"));

            assertThat(PublisherTests.this.outcomes)
                    .containsExactly(
                            "1 failed: The message is larger than the log accepts",
                            "2 failed: The message was not acknowledged within 30000 ms");
        }

        @Test
        void becomesColdWhenTheProducerHasForgottenTheTopicAndKeepsTheOrder() {
            PublisherTests.this.publisher.open(PublisherTests.this.producer);
            publish("1");
            PublisherTests.this.producer.forgetful = true;

            publish("2");
            publish("3");
            assertThat(PublisherTests.this.publisher.isCold()).isTrue();
            PublisherTests.this.publisher.open(PublisherTests.this.producer);
            assertThat(PublisherTests.this.publisher.isCold()).isTrue();
            PublisherTests.this.producer.forgetful = false;
            PublisherTests.this.publisher.open(PublisherTests.this.producer);
            publish("4");

            assertThat(produced()).containsExactly("1", "2", "3", "4");
            assertThat(PublisherTests.this.outcomes).isEmpty();
        }
    }

    @Test
    void producerThatThrowsWhileOpeningLosesNoAnswerAndIsKnownAsBroken() {
        publish("1");
        publish("2");
        this.producer.broken = true;

        this.publisher.open(this.producer);

        assertThat(this.outcomes)
                .containsExactly(
                        "1 failed: The message could not be stored", "2 failed: The message could not be stored");
        assertThat(this.publisher.isBroken(this.producer)).isTrue();
    }

    /** Kafka's own thread may be dead, or hang: then nothing that it has expires. */
    @Test
    void producerThatNeverAnswersKeepsNobodyWaitingLongerThanTheDeliveryTimeout() {
        this.publisher.open(this.producer);
        publish("old");
        this.nanos.addAndGet(Duration.ofSeconds(29).toNanos());
        publish("new");
        this.publisher.expire();
        assertThat(this.outcomes).isEmpty();

        this.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        this.publisher.expire();

        assertThat(this.outcomes).containsExactly("old failed: The message was not acknowledged within 30000 ms");
        assertThat(this.publisher.isStuck(0, destination -> true)).isTrue();
        assertThat(this.publisher.isStuck(0, destination -> false)).isFalse();
    }

    @Test
    void answerThatComesAfterTheTimeIsOverIsNotASecondOne() {
        this.publisher.open(this.producer);
        publish("late");
        this.nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        this.publisher.expire();

        this.producer.completeNext();

        assertThat(this.outcomes).containsExactly("lat failed: The message was not acknowledged within 30000 ms");
    }

    @Test
    void messageThatExpiresWhileOthersAreWrittenIsNoSignOfAStuckProducer() {
        this.publisher.open(this.producer);
        publish("written");
        publish("no leader");
        this.producer.completeNext();
        this.nanos.addAndGet(Duration.ofSeconds(30).toNanos());

        this.publisher.expire();

        assertThat(this.publisher.isStuck(0, destination -> true)).isFalse();
    }

    /** A client's ERROR may reach an interceptor that sends something itself, on whatever thread. */
    @Test
    void nobodyIsToldAnythingWithALockHeld() throws Exception {
        publish("1");
        this.producer.broken = true;
        AtomicBoolean sent = new AtomicBoolean();
        this.whenFailed = () -> {
            if (sent.get()) {
                return;
            }
            Thread other = new Thread(() -> {
                publish("2");
                sent.set(true);
            });
            other.start();
            await().untilTrue(sent);
        };

        this.publisher.open(this.producer);

        assertThat(sent).isTrue();
    }

    @Test
    void suspendedItKeepsMessagesForTheNextProducer() {
        this.publisher.open(this.producer);
        this.publisher.suspend();
        publish("1");
        assertThat(produced()).isEmpty();

        this.publisher.open(this.producer);

        assertThat(produced()).containsExactly("1");
    }

    /** Of a batch that comes twice Kafka confirms all records with the timestamp of the newest. */
    @ParameterizedTest
    @CsvSource({
        "CREATE_TIME, 5002, 5000",
        "CREATE_TIME, 5000, 5000",
        "LOG_APPEND_TIME, 5002, 5002",
        "NO_TIMESTAMP_TYPE, 5000, 5000",
        "NO_TIMESTAMP_TYPE, 5002, -1"
    })
    void confirmsTheTimestampThatTheRecordHasInTheLog(TimestampType type, long told, long expected) {
        this.publisher.open(this.producer);
        this.publisher.timestampsAre(type);
        this.producer.told = told;
        publish("1");

        this.producer.completeNext();

        assertThat(this.producer.history().get(0).timestamp()).isEqualTo(NOW);
        assertThat(this.confirmed).isEqualTo(expected);
    }

    /** A producer that can forget its metadata: with {@code max.block.ms=0} it then fails inside of send. */
    private static final class Producing extends MockProducer<byte[], byte[]> {

        /** The timestamp that Kafka confirms. */
        private long told;

        private boolean forgetful;

        private boolean broken;

        Producing() {
            super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized java.util.concurrent.Future<RecordMetadata> send(
                ProducerRecord<byte[], byte[]> sent, org.apache.kafka.clients.producer.@Nullable Callback callback) {
            if (this.broken) {
                throw new KafkaException("an earlier request has failed with errors");
            }
            if (this.forgetful && callback != null) {
                TimeoutException failure = new TimeoutException("Topic log not present in metadata after 0 ms.");
                callback.onCompletion(null, failure);
                return java.util.concurrent.CompletableFuture.failedFuture(failure);
            }
            return super.send(
                    sent, callback == null ? null : (place, failure) -> callback.onCompletion(told(place), failure));
        }

        private @Nullable RecordMetadata told(@Nullable RecordMetadata place) {
            return place == null
                    ? null
                    : new RecordMetadata(new TopicPartition("log", 0), place.offset(), 0, this.told, -1, -1);
        }
    }
}

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

import io.chatrelay.bridge.delivery.SessionWriters;
import io.chatrelay.bridge.internal.log.TailMark;
import io.chatrelay.bridge.internal.publish.Publisher;
import io.chatrelay.bridge.settings.PublishSettings;
import io.chatrelay.core.cursor.GapReason;
import io.chatrelay.core.log.Position;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;

/** A subscription begins where the tail stood when its frame was read, whenever the frame is handled. */
class SubscriptionBeginningTests {

    private static final int PARTITIONS = 4;

    private final RecordingHost host = new RecordingHost();

    private final BrokerEngine engine = EngineLog.engine(
            this.host,
            SessionWriters.NONE,
            new Publisher(
                    "log", PublishSettings.DEFAULT, Duration.ofSeconds(3), System::nanoTime, System::currentTimeMillis),
            null,
            () -> new MockConsumer<>("none"));

    private final long[] offsets = new long[PARTITIONS];

    @BeforeEach
    void connect() {
        handle(StompCommand.CONNECT, null, null, null);
        this.host.sent.clear();
    }

    @AfterEach
    void stop() {
        this.engine.stop();
    }

    private void read(int... partitions) {
        this.engine.logEvents().found(4711, PARTITIONS);
        for (int partition : partitions) {
            this.engine.logEvents().reading(partition, 0);
        }
    }

    private void handle(
            StompCommand command, @Nullable String destination, @Nullable String receipt, @Nullable TailMark mark) {
        StompHeaderAccessor headers = StompHeaderAccessor.create(command);
        headers.setSessionId("s1");
        headers.setAcceptVersion("1.2");
        if (destination != null) {
            headers.setSubscriptionId("0");
            headers.setDestination(destination);
        }
        if (receipt != null) {
            headers.setReceipt(receipt);
        }
        if (mark != null) {
            headers.setHeader(TailMark.HEADER, mark);
        }
        this.engine.handleFrame(MessageBuilder.createMessage(new byte[0], headers.getMessageHeaders()));
    }

    private static int partitionOf(String destination) {
        return Utils.toPositive(Utils.murmur2(destination.getBytes(StandardCharsets.UTF_8))) % PARTITIONS;
    }

    private void dispatch(String destination, String body) {
        int partition = partitionOf(destination);
        this.engine
                .logEvents()
                .record(new ConsumerRecord<>(
                        "log",
                        partition,
                        this.offsets[partition]++,
                        destination.getBytes(StandardCharsets.UTF_8),
                        body.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> received() {
        return this.host.sent.stream()
                .map(frame -> frame.getCommand() + " " + frame.getReceiptId())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/topic/a", "/topic/*"})
    void messageBetweenTheFrameAndItsTurnArrivesBehindTheReceipt(String subscribed) {
        read(0, 1, 2, 3);
        dispatch("/topic/a", "before");
        TailMark mark = this.engine.log().mark();
        dispatch("/topic/a", "between");

        handle(StompCommand.SUBSCRIBE, subscribed, "live", mark);
        dispatch("/topic/a", "after");

        assertThat(this.host.sent)
                .extracting(StompHeaderAccessor::getCommand)
                .containsExactly(StompCommand.RECEIPT, StompCommand.MESSAGE, StompCommand.MESSAGE);
        assertThat(this.host.sent)
                .extracting(frame -> frame.getFirstNativeHeader("replayed"))
                .containsOnlyNulls();
    }

    @Test
    void receiptNamesThePlaceOfTheFrame() {
        read(0, 1, 2, 3);
        dispatch("/topic/a", "0");
        TailMark mark = this.engine.log().mark();
        dispatch("/topic/a", "1");
        dispatch("/topic/a", "2");

        handle(StompCommand.SUBSCRIBE, "/topic/a", "live", mark);

        Position position =
                Position.parse(Objects.requireNonNull(this.host.sent.get(0).getFirstNativeHeader("position")));
        assertThat(Objects.requireNonNull(position).offset()).isZero();
        assertThat(this.host.sent).hasSize(3);
    }

    @Test
    void frameThatWasReadBeforeTheTailHadAPlaceBeginsWhereTheTailBegan() {
        TailMark mark = this.engine.log().mark();
        read(0, 1, 2, 3);
        dispatch("/topic/a", "first");

        handle(StompCommand.SUBSCRIBE, "/topic/a", "live", mark);

        assertThat(this.host.sent)
                .extracting(StompHeaderAccessor::getCommand)
                .containsExactly(StompCommand.RECEIPT, StompCommand.MESSAGE);
    }

    @Test
    void frameThatWasReadBeforeTheLogWentOnElsewhereBeginsThere() {
        read(0, 1, 2, 3);
        dispatch("/topic/a", "lost");
        TailMark mark = this.engine.log().mark();
        int partition = partitionOf("/topic/a");
        this.engine.logEvents().lost(partition, GapReason.TRUNCATED, 0);
        this.offsets[partition] = 0;
        dispatch("/topic/a", "instead");

        handle(StompCommand.SUBSCRIBE, "/topic/a", "live", mark);

        assertThat(this.host.sent)
                .extracting(StompHeaderAccessor::getCommand)
                .containsExactly(StompCommand.RECEIPT, StompCommand.MESSAGE);
    }

    @ParameterizedTest
    @CsvSource({"/topic/a, true", "/topic/*, false"})
    void partitionWithoutALeaderHoldsUpOnlyThoseWhoNeedIt(String subscribed, boolean begins) {
        int needed = partitionOf("/topic/a");
        this.engine.logEvents().found(4711, PARTITIONS);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            if (partition == needed) {
                this.engine.logEvents().reading(partition, 0);
            } else {
                this.engine.logEvents().unanswered(partition);
            }
        }
        assertThat(this.engine.log().isSettled()).isTrue();

        handle(StompCommand.SUBSCRIBE, subscribed, "live", this.engine.log().mark());

        assertThat(received()).isEqualTo(begins ? List.of("RECEIPT live") : List.of());
        for (int partition = 0; partition < PARTITIONS; partition++) {
            if (partition != needed) {
                this.engine.logEvents().reading(partition, 0);
            }
        }
        await().untilAsserted(() -> assertThat(received()).containsExactly("RECEIPT live"));
    }
}

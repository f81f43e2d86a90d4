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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.chatrelay.bridge.delivery.SessionWriters;
import io.chatrelay.bridge.internal.log.NodeLog;
import io.chatrelay.bridge.internal.publish.Publisher;
import io.chatrelay.testing.ExpectLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;

class BrokerEngineTests {

    private final RecordingHost host = new RecordingHost();

    private final List<StompHeaderAccessor> sent = this.host.sent;

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());

    private final Publisher publisher = EngineLog.publisher();

    private final UserDestinations users = new UserDestinations(message -> {
        throw new IllegalStateException("the application's own resolver failed");
    });

    private final BrokerEngine engine = EngineLog.engine(this.host, SessionWriters.NONE, this.publisher, this.users);

    private long offset;

    private void connect(String version) {
        handle(StompCommand.CONNECT, headers -> headers.setAcceptVersion(version));
    }

    private void handle(StompCommand command, Consumer<StompHeaderAccessor> customizer) {
        StompHeaderAccessor headers = StompHeaderAccessor.create(command);
        headers.setSessionId("s1");
        customizer.accept(headers);
        this.engine.handleFrame(MessageBuilder.createMessage(new byte[0], headers.getMessageHeaders()));
    }

    private List<String> sent() {
        return this.sent.stream()
                .map(frame -> frame.getCommand() + " " + Objects.requireNonNullElse(frame.getReceiptId(), "-"))
                .toList();
    }

    private ConsumerRecord<byte[], byte[]> logged(String destination) {
        return new ConsumerRecord<>("log", 0, this.offset++, destination.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }

    @Test
    void receiptOfSubscribeAndTheEventWaitUntilTheLogIsRead() {
        connect("1.2");
        handle(StompCommand.SUBSCRIBE, headers -> {
            headers.setSubscriptionId("0");
            headers.setDestination("/topic/a");
            headers.setReceipt("live");
        });
        assertThat(sent()).containsExactly("CONNECTED -");
        assertThat(this.host.lives).isEmpty();

        EngineLog.read(this.engine, 1);

        await().untilAsserted(() -> assertThat(sent()).containsExactly("CONNECTED -", "RECEIPT live"));
        await().untilAsserted(() -> assertThat(this.host.lives).containsExactly("s1 0 /topic/a"));
    }

    @Test
    void subscriberWhoLeavesBeforeThePartitionIsReadIsForgotten() {
        connect("1.2");
        handle(StompCommand.SUBSCRIBE, headers -> {
            headers.setSubscriptionId("0");
            headers.setDestination("/topic/a");
            headers.setReceipt("live");
        });
        this.engine.logEvents().found(1, 1);

        handle(StompCommand.UNSUBSCRIBE, headers -> headers.setSubscriptionId("0"));

        this.engine.log().startReading(0, 0);
        assertThat(this.engine.log().takeReady()).isEmpty();
        assertThat(sent()).containsExactly("CONNECTED -");
    }

    @Test
    void sendThatKafkaConfirmsWithoutNamingItsPlaceGetsItsReceiptAllTheSame() {
        EngineLog.read(this.engine, 99);
        this.publisher.open(this.producer);
        connect("1.2");
        handle(StompCommand.SEND, headers -> {
            headers.setDestination("/topic/a");
            headers.setReceipt("stored");
        });
        assertThat(sent()).containsExactly("CONNECTED -");

        // Its acknowledgements have no timestamp, like those of a broker that had got the message before.
        this.producer.completeNext();

        assertThat(sent()).containsExactly("CONNECTED -", "RECEIPT stored");
        assertThat(this.sent.get(1).toNativeHeaderMap()).doesNotContainKey("position");
    }

    /** A client must not believe that ABORT takes back what it has sent. */
    @ParameterizedTest
    @EnumSource(names = {"BEGIN", "COMMIT", "ABORT"})
    void transactionIsRefusedReceiptOrNot(StompCommand command) {
        connect("1.2");

        handle(command, headers -> headers.setNativeHeader("transaction", "tx"));

        assertThat(sent()).containsExactly("CONNECTED -", "ERROR -");
        assertThat(this.sent.get(1).getMessage()).contains(command.name(), "not supported");
    }

    @Test
    void sendInATransactionIsRefusedAndNotStored() {
        EngineLog.read(this.engine, 1);
        this.publisher.open(this.producer);
        connect("1.2");

        handle(StompCommand.SEND, headers -> {
            headers.setDestination("/topic/a");
            headers.setNativeHeader("transaction", "tx");
        });

        assertThat(sent()).containsExactly("CONNECTED -", "ERROR -");
        assertThat(this.producer.history()).isEmpty();
    }

    @Test
    void sendWithTooManyHeadersIsRefusedAndSaysWhichKeyDecides() {
        EngineLog.read(this.engine, 1);
        this.publisher.open(this.producer);
        connect("1.2");

        for (int count : new int[] {64, 65}) {
            handle(StompCommand.SEND, headers -> {
                headers.setDestination("/topic/a");
                for (int i = 0; i < count; i++) {
                    headers.setNativeHeader("h" + i, "");
                }
            });
        }

        assertThat(this.producer.history()).hasSize(1);
        assertThat(sent()).containsExactly("CONNECTED -", "ERROR -");
        assertThat(this.sent.get(1).getMessage())
                .contains("65 headers", "at most 64", "chat.relay.publish.max-headers");
    }

    @Test
    void noCommonVersionIsRefusedWithTheSupportedOnes() {
        connect("2.0,3.1");

        assertThat(this.sent).singleElement().satisfies(error -> {
            assertThat(error.getCommand()).isEqualTo(StompCommand.ERROR);
            assertThat(error.getMessage()).contains("1.0,1.1,1.2");
        });
    }

    @Test
    void clientOfTheFirstVersionIsConnected() {
        handle(StompCommand.CONNECT, headers -> {});

        assertThat(this.sent).singleElement().satisfies(connected -> assertThat(connected.getVersion())
                .isEqualTo("1.0"));
    }

    @Test
    void framesWithoutDestinationOrIdAndServerFramesAreRefusedByTheBrokerItself() {
        assertRefused(StompCommand.SEND, headers -> {}, "destination");
        assertRefused(StompCommand.SUBSCRIBE, headers -> headers.setSubscriptionId("0"), "destination");
        assertRefused(StompCommand.SUBSCRIBE, headers -> headers.setDestination("/topic/a"), "id");
        assertRefused(StompCommand.UNSUBSCRIBE, headers -> {}, "id");
        assertRefused(StompCommand.MESSAGE, headers -> headers.setDestination("/topic/a"), "MESSAGE");
    }

    private void assertRefused(StompCommand command, Consumer<StompHeaderAccessor> customizer, String rule) {
        BrokerEngine fresh = EngineLog.engine(this.host, SessionWriters.NONE, this.publisher, null);
        this.sent.clear();
        for (StompCommand each : List.of(StompCommand.CONNECT, command)) {
            StompHeaderAccessor headers = StompHeaderAccessor.create(each);
            headers.setSessionId("s1");
            if (each == command) {
                customizer.accept(headers);
                headers.setReceipt("r");
            }
            fresh.handleFrame(MessageBuilder.createMessage(new byte[0], headers.getMessageHeaders()));
        }
        assertThat(sent()).as(command + " " + rule).containsExactly("CONNECTED -", "ERROR r");
        assertThat(this.sent.get(1).getMessage()).contains(rule);
    }

    @Test
    @ExpectLog(value = "A message could not be delivered", level = Level.ERROR)
    void failureOfTheApplicationsResolverIsSaidOnceAndStopsNothing() {
        EngineLog.read(this.engine, 1);
        connect("1.2");
        handle(StompCommand.SUBSCRIBE, headers -> {
            headers.setSubscriptionId("0");
            headers.setDestination("/topic/a");
        });

        EngineLog.dispatch(this.engine, logged("/user/joe/queue/a"));
        EngineLog.dispatch(this.engine, logged("/user/ann/queue/a"));
        EngineLog.dispatch(this.engine, logged("/topic/a"));

        assertThat(sent()).containsExactly("CONNECTED -", "MESSAGE -");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/topic/{x:[}", "/topic/{x:(a|b)*}", "/topic/{x:(?:a*)*?b}", "/topic/*a*a*a*a*b"})
    void patternThatCouldStopDeliveryForAllIsRefused(String pattern) {
        connect("1.2");

        handle(StompCommand.SUBSCRIBE, headers -> {
            headers.setSubscriptionId("0");
            headers.setDestination(pattern);
            headers.setReceipt("r");
        });

        assertThat(sent()).containsExactly("CONNECTED -", "ERROR r");
        assertThat(this.sent.get(1).getMessage()).contains("destination", "expected");
    }

    @Test
    void patternWithANamedPartIsTaken() {
        EngineLog.read(this.engine, 1);
        connect("1.2");
        handle(StompCommand.SUBSCRIBE, headers -> {
            headers.setSubscriptionId("0");
            headers.setDestination("/topic/{room}/news");
        });

        EngineLog.dispatch(this.engine, logged("/topic/kitchen/news"));

        assertThat(sent()).containsExactly("CONNECTED -", "MESSAGE -");
    }

    @Test
    void bodyThatAnInterceptorMadeUnsendableIsAnsweredAndHoldsNothingUp() {
        EngineLog.read(this.engine, 1);
        connect("1.2");
        StompHeaderAccessor headers = StompHeaderAccessor.create(StompCommand.SEND);
        headers.setSessionId("s1");
        headers.setDestination("/topic/a");
        headers.setReceipt("r");

        this.engine.handleFrame(MessageBuilder.createMessage(42, headers.getMessageHeaders()));

        assertThat(sent()).containsExactly("CONNECTED -", "ERROR r");
    }

    @Test
    void messageThatServerCodePassesOnIsItsOwnWhateverBecameOfTheClient() {
        EngineLog.read(this.engine, 1);
        this.publisher.open(this.producer);
        StompHeaderAccessor headers = StompHeaderAccessor.create(StompCommand.SEND);
        headers.setSessionId("gone");
        headers.setDestination("/topic/a");

        this.engine.handleServerMessage(MessageBuilder.createMessage(new byte[0], headers.getMessageHeaders()));

        assertThat(this.producer.history()).hasSize(1);
        assertThat(this.sent).isEmpty();
    }

    @Test
    void connectWithTheIdOfAnEndedSessionIsRefused() {
        connect("1.2");
        handle(StompCommand.DISCONNECT, headers -> {});
        this.sent.clear();

        connect("1.2");

        assertThat(sent()).containsExactly("ERROR -");
    }

    @Test
    @ExpectLog(value = "A subscription could not be made", level = Level.ERROR)
    void oneSubscriptionThatFailsDoesNotTakeTheOthersAway() {
        List<String> done = new CopyOnWriteArrayList<>();
        this.engine.log().whenRead("first", beginning(() -> {
            throw new IllegalStateException("the application's interceptor failed");
        }));
        this.engine.log().whenRead("second", beginning(() -> done.add("second")));

        EngineLog.read(this.engine, 1);

        await().untilAsserted(() -> assertThat(done).containsExactly("second"));
    }

    private NodeLog.Beginning beginning(Runnable begin) {
        return new NodeLog.Beginning() {

            @Override
            public boolean isReady() {
                return BrokerEngineTests.this.engine.log().partitions()[0].isReading();
            }

            @Override
            public void begin() {
                begin.run();
            }
        };
    }

    @Test
    void messageOfServerCodeThatCannotBeAddressedIsThrownBackAtIt() {
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create();

        assertThatExceptionOfType(MessageDeliveryException.class)
                .isThrownBy(() -> this.engine.reject(
                        MessageBuilder.createMessage(new byte[0], headers.getMessageHeaders()), "no user"))
                .withMessageContaining("no user");
    }
}

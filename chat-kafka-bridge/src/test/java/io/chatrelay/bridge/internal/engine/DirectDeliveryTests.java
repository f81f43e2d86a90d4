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

import io.chatrelay.bridge.internal.publish.Publisher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.simp.user.UserDestinationResult;
import org.springframework.messaging.support.MessageBuilder;

/** What the broker hands to sessions that have writers. */
class DirectDeliveryTests {

    private final RecordingHost host = new RecordingHost();

    private final RecordingWriters writers = new RecordingWriters();

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());

    private final Publisher publisher = EngineLog.publisher();

    private final UserDestinations users = new UserDestinations(message -> new UserDestinationResult(
            "/user/joe/queue/mine", Set.of("/queue/mine-user1"), "/user/queue/mine", "joe", Set.of("1")));

    private final BrokerEngine engine = EngineLog.engine(this.host, this.writers, this.publisher, this.users);

    private long offset;

    @BeforeEach
    void start() {
        EngineLog.read(this.engine, 1);
        this.publisher.open(this.producer);
        connect("1");
        connect("2");
        this.writers.calls.clear();
    }

    private void connect(String session) {
        handle(session, StompCommand.CONNECT, headers -> headers.setAcceptVersion("1.2"));
    }

    private void subscribe(String session, String id, String destination) {
        handle(session, StompCommand.SUBSCRIBE, headers -> {
            headers.setSubscriptionId(id);
            headers.setDestination(destination);
        });
    }

    private void handle(String session, StompCommand command, Consumer<StompHeaderAccessor> customizer) {
        this.engine.handleFrame(frame(session, command, customizer));
    }

    private static Message<byte[]> frame(
            String session, StompCommand command, Consumer<StompHeaderAccessor> customizer) {
        StompHeaderAccessor headers = StompHeaderAccessor.create(command);
        headers.setSessionId(session);
        customizer.accept(headers);
        return MessageBuilder.createMessage(new byte[0], headers.getMessageHeaders());
    }

    private void dispatch(String destination, String body) {
        EngineLog.dispatch(this.engine, logged(destination, body));
    }

    private ConsumerRecord<byte[], byte[]> logged(String destination, String body) {
        return new ConsumerRecord<>(
                "log",
                0,
                this.offset++,
                destination.getBytes(StandardCharsets.UTF_8),
                body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void batchIsAppendedAndEachSessionThatGotSomethingIsFlushedOnce() {
        connect("3");
        this.writers.calls.clear();
        subscribe("1", "a", "/topic/a");
        subscribe("1", "b", "/topic/b");
        subscribe("2", "x", "/topic/a");

        dispatch("/topic/a", "first");
        dispatch("/topic/b", "second");
        dispatch("/topic/c", "for nobody");
        EngineLog.flush(this.engine);
        EngineLog.flush(this.engine);

        assertThat(this.writers.calls)
                .satisfiesExactly(
                        call -> assertThat(call).isEqualTo("batch"),
                        call -> assertThat(call).isIn("1 append a first", "2 append x first"),
                        call -> assertThat(call).isIn("1 append a first", "2 append x first"),
                        call -> assertThat(call).isEqualTo("1 append b second"),
                        call -> assertThat(call).isIn("1 flush", "2 flush"),
                        call -> assertThat(call).isIn("1 flush", "2 flush"));
        assertThat(this.writers.calls).doesNotHaveDuplicates();
        assertThat(this.host.sent).isEmpty();
    }

    @Test
    void frameIsTheStartOfItsSubscriptionAndWhatAllShare() {
        subscribe("1", "a", "/topic/a");
        subscribe("1", "b", "/topic/*");

        dispatch("/topic/a", "hello");

        assertThat(this.writers.frames).hasSize(2).allSatisfy(frame -> assertThat(frame)
                .contains("\ndestination:/topic/a\n", "\nmessage-id:", "\ncontent-length:5\n")
                .endsWith("\n\nhello\0"));
        assertThat(this.writers.frames)
                .extracting(frame -> frame.substring(0, frame.indexOf("\ndestination")))
                .containsExactlyInAnyOrder("MESSAGE\nsubscription:a", "MESSAGE\nsubscription:b");
    }

    @Test
    void whatComesFirstDoesNotWaitForThousands() {
        subscribe("1", "a", "/topic/a");

        for (int count = 0; count < 250; count++) {
            dispatch("/topic/a", "x");
        }
        assertThat(this.writers.calls).filteredOn("1 flush"::equals).hasSize(2);
        EngineLog.flush(this.engine);

        assertThat(this.writers.calls).filteredOn("1 flush"::equals).hasSize(3);
        assertThat(this.writers.calls).filteredOn("batch"::equals).hasSize(3);
    }

    @Test
    void receiptTakesTheSameWayAsTheMessagesBeforeIt() {
        subscribe("1", "a", "/topic/a");
        dispatch("/topic/a", "before");

        handle("1", StompCommand.SEND, headers -> {
            headers.setDestination("/topic/a");
            headers.setReceipt("stored");
        });
        this.producer.completeNext();

        assertThat(this.writers.calls).containsExactly("batch", "1 append a before", "1 RECEIPT stored");
    }

    @Test
    void messageThatComesWhileASubscriptionIsConfirmedFollowsItsReceipt() {
        List<CompletableFuture<Void>> dispatching = new ArrayList<>();
        this.writers.onSend = receipt -> dispatching.add(CompletableFuture.runAsync(() -> {
            dispatch("/topic/a", "meanwhile");
            EngineLog.flush(this.engine);
        }));

        handle("1", StompCommand.SUBSCRIBE, headers -> {
            headers.setSubscriptionId("a");
            headers.setDestination("/topic/a");
            headers.setReceipt("live");
        });
        dispatching.forEach(CompletableFuture::join);

        assertThat(this.writers.calls).containsSubsequence("1 RECEIPT live", "1 append a meanwhile", "1 flush");
    }

    @Test
    void whatFollowsTheEndOfTheShortWayGoesThroughTheChannel() {
        subscribe("1", "a", "/topic/a");
        dispatch("/topic/a", "before");

        this.writers.open = false;
        dispatch("/topic/a", "after");
        handle("1", StompCommand.UNSUBSCRIBE, headers -> {
            headers.setSubscriptionId("a");
            headers.setReceipt("ended");
        });
        EngineLog.flush(this.engine);

        assertThat(this.writers.calls).containsExactly("batch", "1 append a before", "1 flush");
        assertThat(this.host.sent)
                .extracting(StompHeaderAccessor::getCommand)
                .containsExactly(StompCommand.MESSAGE, StompCommand.RECEIPT);
    }

    @Test
    void userIsToldTheDestinationThatWasAskedFor() {
        Message<byte[]> subscribe = frame("1", StompCommand.SUBSCRIBE, headers -> {
            headers.setSubscriptionId("a");
            headers.setDestination("/user/queue/mine");
        });
        this.engine.subscribePersonal(subscribe, "/queue/mine-user1", "/user/queue/mine");

        dispatch("/user/joe/queue/mine", "hello");

        assertThat(this.writers.frames).singleElement().satisfies(frame -> assertThat(frame)
                .startsWith("MESSAGE\nsubscription:a\ndestination:/user/queue/mine\n")
                .endsWith("hello\0"));
    }

    @Test
    void selectorLeavesOutWhatItDoesNotMatch() {
        handle("1", StompCommand.SUBSCRIBE, headers -> {
            headers.setSubscriptionId("a");
            headers.setDestination("/topic/a");
            headers.setNativeHeader("selector", "headers['mood'] == 'fine'");
        });

        for (String mood : new String[] {"bad", "fine"}) {
            ConsumerRecord<byte[], byte[]> logged = logged("/topic/a", mood);
            logged.headers().add("mood", mood.getBytes(StandardCharsets.UTF_8));
            EngineLog.dispatch(this.engine, logged);
        }

        assertThat(this.writers.calls).containsExactly("batch", "1 append a fine");
    }

    @Test
    void nothingIsAppendedForASubscriptionOrASessionThatHasEnded() {
        subscribe("1", "a", "/topic/a");
        subscribe("2", "a", "/topic/a");
        handle("1", StompCommand.UNSUBSCRIBE, headers -> headers.setSubscriptionId("a"));
        handle("2", StompCommand.DISCONNECT, headers -> {});
        this.writers.calls.clear();

        dispatch("/topic/a", "late");
        EngineLog.flush(this.engine);

        assertThat(this.writers.calls).containsExactly("batch");
    }
}

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

import io.chatrelay.bridge.delivery.SlowClient;
import io.chatrelay.bridge.internal.publish.Publisher;
import io.chatrelay.core.cursor.GapReason;
import io.chatrelay.testing.ExpectLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.simp.user.UserDestinationResult;
import org.springframework.messaging.support.MessageBuilder;

/** Subscribers that have no room for what the tail brings, and logs that lose something under the live. */
class FallingBehindTests {

    private final RecordingHost host = new RecordingHost();

    private final RecordingWriters writers = new RecordingWriters();

    private final Publisher publisher = EngineLog.publisher();

    private BrokerEngine engine = EngineLog.engine(this.host, this.writers, this.publisher, null);

    private long offset;

    @AfterEach
    void stop() {
        this.engine.replays().stop();
    }

    private void start() {
        EngineLog.read(this.engine, 1);
        handle("1", StompCommand.CONNECT, headers -> headers.setAcceptVersion("1.2"));
    }

    private void subscribe(String destination) {
        handle("1", StompCommand.SUBSCRIBE, headers -> {
            headers.setSubscriptionId("a");
            headers.setDestination(destination);
        });
    }

    private void handle(String session, StompCommand command, Consumer<StompHeaderAccessor> customizer) {
        StompHeaderAccessor headers = StompHeaderAccessor.create(command);
        headers.setSessionId(session);
        customizer.accept(headers);
        this.engine.handleFrame(MessageBuilder.createMessage(new byte[0], headers.getMessageHeaders()));
    }

    private void dispatch(String body) {
        dispatch("/topic/a", body);
    }

    /** Offsets have holes, as with other destinations and transactions. */
    private void dispatch(String destination, String body) {
        this.offset += 3;
        EngineLog.dispatch(
                this.engine,
                new ConsumerRecord<>(
                        "log",
                        0,
                        this.offset,
                        destination.getBytes(StandardCharsets.UTF_8),
                        body.getBytes(StandardCharsets.UTF_8)));
        EngineLog.flush(this.engine);
    }

    /** The bodies of the frames that were taken, with what their headers say of the log. */
    private List<String> delivered() {
        return List.copyOf(this.writers.taken);
    }

    private void awaitDelivered(String... expected) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(delivered()).containsExactly(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/topic/a", "/topic/*"})
    void whatWasRefusedIsReadFromTheLogWhenThereIsRoomAndThenItIsLive(String destination) {
        start();
        subscribe(destination);
        dispatch("m1");
        this.writers.full = true;
        dispatch("m2");
        dispatch("m3");
        awaitDelivered("m1");

        this.writers.makeRoom();
        awaitDelivered("m1", "m2 replayed", "m3 replayed");
        dispatch("m4");

        awaitDelivered("m1", "m2 replayed", "m3 replayed", "m4");
    }

    @Test
    void theSameHappensAgainAndAgain() {
        start();
        subscribe("/topic/a");
        for (int round = 0; round < 50; round++) {
            this.writers.full = true;
            dispatch("r" + round + "a");
            dispatch("r" + round + "b");
            this.writers.makeRoom();
            dispatch("r" + round + "c");
        }

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(delivered()).hasSize(150));
        assertThat(delivered().stream().map(text -> text.split(" ")[0]))
                .as("each once, in order")
                .containsExactlyElementsOf(IntStream.range(0, 50)
                        .boxed()
                        .flatMap(round -> Stream.of("r" + round + "a", "r" + round + "b", "r" + round + "c"))
                        .toList());
    }

    @Test
    void whereTheApplicationPrefersWhatIsNewTheNextMessageSaysThatSomeWereSkipped() {
        this.writers.slowClient = SlowClient.LATEST;
        this.engine.replays().stop();
        this.engine = EngineLog.engine(this.host, this.writers, this.publisher, null);
        start();
        subscribe("/topic/a");
        dispatch("m1");
        this.writers.full = true;
        dispatch("m2");
        dispatch("m3");

        this.writers.makeRoom();
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            dispatch("new");
            assertThat(delivered()).contains("new gap:skipped");
        });

        assertThat(delivered()).startsWith("m1", "new gap:skipped").doesNotContain("m2", "m3");
    }

    @Test
    @ExpectLog("A record of the topic is no message")
    void messageToNobodyDoesNotHoldUpThoseWhoReadWhatIsBehindIt() {
        this.engine = EngineLog.engine(this.host, this.writers, this.publisher, new UserDestinations(message -> {
            String destination = SimpMessageHeaderAccessor.getDestination(message.getHeaders());
            if ("/user/joe".equals(destination)) {
                throw new IllegalArgumentException("a user, and nothing more");
            }
            return new UserDestinationResult(
                    "/user/joe/queue/mine", Set.of("/queue/mine-user1"), "/user/queue/mine", "joe", Set.of("1"));
        }));
        start();
        StompHeaderAccessor headers = StompHeaderAccessor.create(StompCommand.SUBSCRIBE);
        headers.setSessionId("1");
        headers.setSubscriptionId("a");
        headers.setDestination("/user/queue/mine");
        this.engine.subscribePersonal(
                MessageBuilder.createMessage(new byte[0], headers.getMessageHeaders()),
                "/queue/mine-user1",
                "/user/queue/mine");
        dispatch("/user/joe/queue/mine", "m1");
        this.writers.full = true;
        dispatch("/user/joe/queue/mine", "m2");
        dispatch("/user/joe", "m3");
        dispatch("/user/joe/queue/mine", "m4");

        this.writers.makeRoom();

        awaitDelivered("m1", "m2 replayed", "m4 replayed");
    }

    @Test
    void subscriptionThatEndsMeanwhileGetsNothingMore() {
        start();
        subscribe("/topic/a");
        this.writers.full = true;
        dispatch("m1");
        handle("1", StompCommand.UNSUBSCRIBE, headers -> headers.setSubscriptionId("a"));
        subscribe("/topic/a");

        this.writers.makeRoom();
        dispatch("m2");

        awaitDelivered("m2");
    }

    @ParameterizedTest
    @EnumSource(
            value = GapReason.class,
            names = {"RETENTION", "TRUNCATED"})
    void loserOfTheTailIsToldWithTheNextMessageAndOnlyOnce(GapReason reason) {
        start();
        subscribe("/topic/a");
        dispatch("m1");

        this.engine.logEvents().lost(0, reason, this.offset + 3);
        dispatch("m2");
        dispatch("m3");

        awaitDelivered("m1", "m2 gap:" + reason.text(), "m3");
    }

    @Test
    void whoIsBehindWhenTheTopicIsRecreatedGoesOnWithTheNewOne() {
        start();
        subscribe("/topic/a");
        this.writers.full = true;
        dispatch("old");

        this.engine.logEvents().recreated(2, 1);
        this.offset = -3;
        dispatch("new-1");
        dispatch("new-2");
        this.writers.makeRoom();

        awaitDelivered("new-1 replayed gap:topic-recreated", "new-2 replayed");
    }
}

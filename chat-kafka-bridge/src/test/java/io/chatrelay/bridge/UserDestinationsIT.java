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

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chatrelay.bridge.settings.BridgeSettings;
import io.chatrelay.bridge.settings.TopicSettings;
import io.chatrelay.embedded.EmbeddedKafkaBroker;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.user.DefaultUserDestinationResolver;
import org.springframework.messaging.simp.user.SimpSession;
import org.springframework.messaging.simp.user.SimpSubscription;
import org.springframework.messaging.simp.user.SimpSubscriptionMatcher;
import org.springframework.messaging.simp.user.SimpUser;
import org.springframework.messaging.simp.user.SimpUserRegistry;

/** Messages to users, on one node and across two: routed by the log, resolved where the sessions are. */
@ExtendWith(SharedKafka.class)
class UserDestinationsIT {

    private static final Principal JOE = () -> "joe";

    private static final Principal ANN = () -> "ann";

    private static EmbeddedKafkaBroker kafka;

    private BridgeSettings settings;

    private UserNode a;

    private UserNode b;

    @BeforeAll
    static void useKafka(EmbeddedKafkaBroker shared) {
        kafka = shared;
    }

    @BeforeEach
    void startNodes() {
        this.settings = BridgeSettings.builder(kafka.bootstrapServers())
                .topic(TopicSettings.builder()
                        .name("users-" + UUID.randomUUID())
                        .partitions(1)
                        .build())
                .build();
        this.a = new UserNode(this.settings);
        this.b = new UserNode(this.settings);
        this.a.node.awaitKafka();
        this.b.node.awaitKafka();
    }

    @AfterEach
    void stopNodes() {
        TestNode.closeAll(this.a, this.b);
    }

    @Test
    void everySessionOfTheUserOnEveryNodeGetsTheMessageOnce() {
        TestNode.Client joe1 = this.a.connect("j1", JOE).subscribeLive("0", "/user/queue/mail");
        TestNode.Client joe2 = this.a.connect("j2", JOE).subscribeLive("0", "/user/queue/mail");
        TestNode.Client joe3 = this.b.connect("j3", JOE).subscribeLive("5", "/user/queue/mail");
        TestNode.Client ann = this.b.connect("a1", ANN).subscribeLive("0", "/user/queue/mail");

        this.a.node.template.convertAndSendToUser("joe", "/queue/mail", bytes("for joe"));
        this.b.node.template.convertAndSendToUser("ann", "/queue/mail", bytes("for ann"));

        joe1.awaitBodies("for joe");
        joe2.awaitBodies("for joe");
        joe3.awaitBodies("for joe");
        ann.awaitBodies("for ann");
        assertThat(joe3.frames(StompCommand.MESSAGE)).singleElement().satisfies(message -> {
            assertThat(message.getDestination()).isEqualTo("/user/queue/mail");
            assertThat(message.getSubscriptionId()).isEqualTo("5");
            assertThat(message.toNativeHeaderMap()).doesNotContainKey("simpOrigDestination");
        });
        assertThat(keysInTheLog()).containsExactlyInAnyOrder("/user/joe/queue/mail", "/user/ann/queue/mail");
    }

    @Test
    void replyToOneSessionReachesOnlyThatSessionAndIsNotLogged() {
        TestNode.Client joe1 = this.a.connect("j1", JOE).subscribeLive("0", "/user/queue/mail");
        TestNode.Client joe2 = this.a.connect("j2", JOE).subscribeLive("0", "/user/queue/mail");

        this.a.node.template.convertAndSendToUser(
                "joe", "/queue/mail", bytes("only you"), TestNode.sessionHeaders("j2"));
        this.a.node.template.convertAndSendToUser("joe", "/queue/mail", bytes("all"));

        joe2.awaitBodies("only you", "all");
        joe1.awaitBodies("all");
        assertThat(keysInTheLog()).hasSize(1);
        assertThat(joe2.frames(StompCommand.MESSAGE))
                .extracting(message -> message.getMessageId())
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    @Test
    void sessionIdMayStandForTheUserOnAnyNodeIfTheSenderSaysSo() {
        TestNode.Client anonymous = this.b.connect("s-77").subscribeLive("0", "/user/queue/mail");

        this.a.node.template.convertAndSendToUser(
                "s-77", "/queue/mail", bytes("from the other node"), TestNode.sessionHeaders("s-77"));
        this.b.node.template.convertAndSendToUser(
                "s-77", "/queue/mail", bytes("from this node"), TestNode.sessionHeaders("s-77"));

        await().atMost(TestNode.PATIENCE).untilAsserted(() -> assertThat(anonymous.bodies())
                .containsExactlyInAnyOrder("from the other node", "from this node"));
    }

    @Test
    void sessionThatChoseAUsersNameAsItsIdDoesNotGetTheUsersMessages() {
        TestNode.Client thief = this.a.connect("joe").subscribeLive("0", "/user/queue/mail");
        TestNode.Client joe = this.b.connect("j1", JOE).subscribeLive("0", "/user/queue/mail");
        TestNode.Client end = this.a.connect("e1", ANN).subscribeLive("0", "/user/queue/mail");

        this.b.node.template.convertAndSendToUser("joe", "/queue/mail", bytes("secret"));
        joe.awaitBodies("secret");
        this.b.node.template.convertAndSendToUser("ann", "/queue/mail", bytes("end"));

        end.awaitBodies("end");
        assertThat(thief.bodies()).isEmpty();
    }

    @Test
    void receiptsOfUserDestinationsAreAnsweredOnce() {
        TestNode.Client joe = this.a.connect("j1", JOE).subscribeLive("0", "/user/queue/mail");

        joe.send("/user/ann/queue/mail", "hi ann", Map.of("receipt", "r-send"));
        joe.frame(StompCommand.UNSUBSCRIBE, headers -> {
            headers.setSubscriptionId("0");
            headers.setReceipt("r-unsubscribe");
        });

        joe.awaitReceipts("r-send", "r-unsubscribe");
        assertThat(joe.receipts()).containsExactlyInAnyOrder("live-0", "r-send", "r-unsubscribe");
    }

    @Test
    void noPatternAndNoTranslatedDestinationReadsAnotherUsersQueue() {
        TestNode.Client joe = this.a.connect("j1", JOE).subscribeLive("0", "/user/queue/mail");
        TestNode.Client thief = this.a
                .connect("t1", ANN)
                .subscribeLive("0", "/queue/**")
                .subscribeLive("1", "/queue/mail-userj1")
                .subscribeLive("2", "/queue/*")
                .subscribeLive("3", "/queue/mail-user*")
                .subscribeLive("4", "/topic/**");

        this.a.node.template.convertAndSendToUser("joe", "/queue/mail", bytes("secret"));
        this.a.node.template.convertAndSendToUser(
                "joe", "/queue/mail", bytes("secret reply"), TestNode.sessionHeaders("j1"));
        this.a.node.template.convertAndSend("/queue/open", bytes("end"));

        await().atMost(TestNode.PATIENCE)
                .untilAsserted(() -> assertThat(joe.bodies()).containsExactlyInAnyOrder("secret", "secret reply"));
        thief.awaitBodies("end", "end");
    }

    @Test
    void nobodyCanSlipAMessageIntoAnothersQueueByItsTranslatedName() {
        TestNode.Client joe = this.a.connect("j1", JOE).subscribeLive("0", "/user/queue/mail");
        TestNode.Client thief = this.a.connect("t1", ANN);

        thief.send("/queue/mail-userj1", "forged");
        thief.send("/user/joe/queue/mail", "allowed");

        joe.awaitBodies("allowed");
    }

    @Test
    void destinationWithoutAUserIsRefused() {
        TestNode.Client joe = this.a.connect("j1", JOE);

        joe.send("/user/joe", "x", Map.of("receipt", "r"));

        assertThat(joe.errors())
                .singleElement()
                .asString()
                .contains("/user/joe")
                .contains("expected");
    }

    private List<String> keysInTheLog() {
        TopicPartition partition = new TopicPartition(this.settings.topic().name(), 0);
        try (Consumer<byte[], byte[]> consumer =
                new io.chatrelay.bridge.internal.client.KafkaClients(this.settings).tailConsumer()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
            List<String> keys = new java.util.ArrayList<>();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> logged : consumer.poll(TestNode.PATIENCE)) {
                    keys.add(new String(logged.key(), StandardCharsets.UTF_8));
                }
            }
            return keys;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A node with Spring's handling of user destinations in our form. */
    private static final class UserNode implements AutoCloseable {

        private final ConnectedUsers users = new ConnectedUsers();

        private final TestNode node;

        private final KafkaUserDestinationMessageHandler userHandler;

        UserNode(BridgeSettings settings) {
            KafkaStompBroker broker = new KafkaStompBroker(settings);
            this.node = new TestNode(broker, handler -> {});
            this.userHandler = new KafkaUserDestinationMessageHandler(
                    this.node.inbound, this.node.brokerChannel, new DefaultUserDestinationResolver(this.users), broker);
            this.userHandler.start();
            this.node.start();
        }

        TestNode.Client connect(String sessionId) {
            return this.node.connect(sessionId);
        }

        TestNode.Client connect(String sessionId, Principal user) {
            this.users.add(user, sessionId);
            return this.node.connect(sessionId, user);
        }

        @Override
        public void close() {
            this.userHandler.stop();
            this.node.close();
        }
    }

    /** What Spring's event-fed registry would know on one node. */
    private static final class ConnectedUsers implements SimpUserRegistry {

        private final Map<String, ConnectedUser> users = new ConcurrentHashMap<>();

        void add(Principal user, String sessionId) {
            this.users.merge(
                    user.getName(),
                    new ConnectedUser(user, Set.of(sessionId)),
                    (before, added) -> before.and(sessionId));
        }

        @Override
        public @Nullable SimpUser getUser(String userName) {
            return this.users.get(userName);
        }

        @Override
        public Set<SimpUser> getUsers() {
            return Set.copyOf(this.users.values());
        }

        @Override
        public int getUserCount() {
            return this.users.size();
        }

        @Override
        public Set<SimpSubscription> findSubscriptions(SimpSubscriptionMatcher matcher) {
            return Set.of();
        }
    }

    private record ConnectedUser(Principal principal, Set<String> sessionIds) implements SimpUser {

        ConnectedUser and(String sessionId) {
            Set<String> all = new java.util.HashSet<>(this.sessionIds);
            all.add(sessionId);
            return new ConnectedUser(this.principal, all);
        }

        @Override
        public String getName() {
            return this.principal.getName();
        }

        @Override
        public Principal getPrincipal() {
            return this.principal;
        }

        @Override
        public boolean hasSessions() {
            return true;
        }

        @Override
        public @Nullable SimpSession getSession(String sessionId) {
            return this.sessionIds.contains(sessionId) ? new ConnectedSession(sessionId, this) : null;
        }

        @Override
        public Set<SimpSession> getSessions() {
            Set<SimpSession> sessions = new java.util.HashSet<>();
            this.sessionIds.forEach(id -> sessions.add(new ConnectedSession(id, this)));
            return sessions;
        }
    }

    private record ConnectedSession(String id, ConnectedUser connectedUser) implements SimpSession {

        @Override
        public String getId() {
            return this.id;
        }

        @Override
        public SimpUser getUser() {
            return this.connectedUser;
        }

        @Override
        public Set<SimpSubscription> getSubscriptions() {
            return Set.of();
        }
    }
}

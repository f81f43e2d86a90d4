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
package io.chatrelay.demo.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chatrelay.demo.DemoNode;
import io.chatrelay.demo.SharedNodes;
import io.chatrelay.demo.TwoNodes;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.messaging.simp.stomp.StompFrameHandler;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSession;
import org.springframework.messaging.simp.stomp.StompSessionHandlerAdapter;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.messaging.WebSocketStompClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(SharedNodes.class)
class ChatFramesIT {

    private static final String PROBE = "draft-probe";

    private final DemoNode node;

    private final JsonMapper json = JsonMapper.builder().build();

    private final WebSocketStompClient client = new WebSocketStompClient(new StandardWebSocketClient());

    private final Inbox lobby = new Inbox();

    private final Inbox errors = new Inbox();

    private final Inbox errorFrames = new Inbox();

    private StompSession session;

    ChatFramesIT(TwoNodes nodes) {
        this.node = nodes.first();
    }

    @BeforeEach
    void connect() throws Exception {
        StompHeaders headers = new StompHeaders();
        headers.add("participant", "Ada");
        this.session = this.client
                .connectAsync(
                        "ws://127.0.0.1:" + this.node.port() + "/ws", new WebSocketHttpHeaders(), headers, new Errors())
                .get(10, TimeUnit.SECONDS);
        this.session.subscribe("/user/queue/errors", this.errors);
        this.session.subscribe("/topic/rooms.lobby", this.lobby);
        // Spring's client asks for no receipts here: what comes back says that the subscriptions are there.
        await().until(() -> {
            send("lobby", PROBE, "{\"text\":\"probe\"}");
            send("lobby", PROBE, "{}");
            return this.lobby.probed && this.errors.probed;
        });
    }

    @AfterEach
    void disconnect() {
        if (this.session.isConnected()) {
            this.session.disconnect();
        }
        this.client.stop();
    }

    @Test
    void takesAuthorRoomAndTimeFromTheServerWhateverTheBodySays() throws Exception {
        send(
                "lobby",
                "draft-0001",
                "{\"text\":\"hi\",\"author\":\"Root\",\"room\":\"kitchen\",\"sentAt\":\"1970-01-01\"}");

        JsonNode message = this.lobby.next();
        assertThat(message.get("id").asString()).isEqualTo("draft-0001");
        assertThat(message.get("author").asString()).isEqualTo("Ada");
        assertThat(message.get("room").asString()).isEqualTo("lobby");
        assertThat(message.get("text").asString()).isEqualTo("hi");
        assertThat(message.get("sentAt").asString()).startsWith("20");
    }

    @Test
    void tellsTheSenderWhichRuleATextBreaksAndGoesOn() throws Exception {
        send("lobby", "draft-0002", "{\"text\":\" \"}");

        JsonNode rejection = this.errors.next();
        assertThat(rejection.get("draftId").asString()).isEqualTo("draft-0002");
        assertThat(rejection.get("error").asString())
                .isEqualTo("text: \" \" (expected: 1 to 4000 characters, no control characters)");
        assertThat(rejection.get("retryable").asBoolean()).isFalse();
        send("lobby", "draft-0003", "{\"text\":\"still here\"}");
        assertThat(this.lobby.next().get("text").asString()).isEqualTo("still here");
    }

    @Test
    void tellsTheSenderWhatIsNoMessageAtAll() throws Exception {
        send("lobby", "draft-0004", "no json");
        assertThat(this.errors.next().get("error").asString()).startsWith("frame: not understood");

        send("lobby", "short", "{\"text\":\"hi\"}");
        assertThat(this.errors.next().get("error").asString()).startsWith("draft-id: \"short\"");

        send("NO ROOM", "draft-0005", "{\"text\":\"hi\"}");
        assertThat(this.errors.next().get("error").asString()).startsWith("room: \"NO ROOM\"");

        send("lobby", "draft-0006", "{}");
        assertThat(this.errors.next().get("error").asString()).startsWith("text: missing");
    }

    @Test
    void refusesMessagesSentPastTheController() throws Exception {
        this.session.send("/topic/rooms.lobby", bytes("{\"author\":\"Root\",\"text\":\"forged\"}"));

        assertThat(this.errorFrames.nextText())
                .isEqualTo("destination of SEND: \"/topic/rooms.lobby\" (expected: /app/...)");
        assertThat(this.lobby.isEmpty()).isTrue();
        await().until(() -> !this.session.isConnected());
    }

    private void send(String room, String draftId, String body) {
        StompHeaders headers = new StompHeaders();
        headers.setDestination("/app/rooms/" + room);
        headers.add("content-type", "application/json");
        headers.add("draft-id", draftId);
        this.session.send(headers, bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private final class Errors extends StompSessionHandlerAdapter {

        @Override
        public Type getPayloadType(StompHeaders headers) {
            return byte[].class;
        }

        @Override
        public void handleFrame(StompHeaders headers, @Nullable Object payload) {
            ChatFramesIT.this.errorFrames.add(Objects.requireNonNull(headers.getFirst("message")));
        }
    }

    private final class Inbox implements StompFrameHandler {

        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

        private volatile boolean probed;

        @Override
        public Type getPayloadType(StompHeaders headers) {
            return byte[].class;
        }

        @Override
        public void handleFrame(StompHeaders headers, @Nullable Object payload) {
            add(new String((byte[]) Objects.requireNonNull(payload), StandardCharsets.UTF_8));
        }

        void add(String text) {
            if (text.contains(PROBE)) {
                this.probed = true;
            } else {
                this.received.add(text);
            }
        }

        boolean isEmpty() {
            return this.received.isEmpty();
        }

        String nextText() throws InterruptedException {
            String text = this.received.poll(10, TimeUnit.SECONDS);
            assertThat(text).as("something arrives within 10 s").isNotNull();
            return text;
        }

        JsonNode next() throws InterruptedException {
            return ChatFramesIT.this.json.readTree(nextText());
        }
    }
}

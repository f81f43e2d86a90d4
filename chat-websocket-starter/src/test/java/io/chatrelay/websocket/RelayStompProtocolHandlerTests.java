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
package io.chatrelay.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.chatrelay.bridge.delivery.SlowClient;
import io.chatrelay.core.stomp.StompVersion;
import io.chatrelay.websocket.internal.lane.OutboundLanes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ExecutorSubscribableChannel;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.SessionLimitExceededException;
import org.springframework.web.socket.messaging.StompSubProtocolHandler;

/** What a broker sends, and how it leaves; in front of a session that only remembers. */
class RelayStompProtocolHandlerTests {
    private static final String SESSION = "s1";

    private final WebSocketSession session = mock();
    private final ExecutorSubscribableChannel inbound = new ExecutorSubscribableChannel();
    private final List<Message<?>> received = new ArrayList<>();
    private final List<Message<?>> tooSlow = new ArrayList<>();
    private final RelayStompProtocolHandler handler = new RelayStompProtocolHandler(
            new StompSubProtocolHandler(),
            event -> {},
            true,
            new SessionLanes(new OutboundLanes(null, null, Runnable::run), SlowClient.DISCONNECT),
            tooSlow::add);

    @BeforeEach
    void startSession() {
        inbound.subscribe(received::add);
        when(session.getId()).thenReturn(SESSION);
        when(session.getAttributes()).thenReturn(new HashMap<>());
        when(session.isOpen()).thenReturn(true);
        handler.afterSessionStarted(session, inbound);
    }

    private void fromClient(String frame) {
        handler.handleMessageFromClient(session, new TextMessage(frame), inbound);
    }

    private void connect(String acceptVersion) {
        fromClient("CONNECT\naccept-version:" + acceptVersion + "\n\n\0");
        StompHeaderAccessor connected = StompHeaderAccessor.create(StompCommand.CONNECTED);
        connected.setVersion(acceptVersion);
        toClient(connected, "");
    }

    private void toClient(SimpMessageHeaderAccessor accessor, String body) {
        toClient(accessor, body.getBytes(StandardCharsets.UTF_8));
    }

    private void toClient(SimpMessageHeaderAccessor accessor, byte[] body) {
        accessor.setSessionId(SESSION);
        accessor.setLeaveMutable(true);
        handler.handleMessageToClient(session, MessageBuilder.createMessage(body, accessor.getMessageHeaders()));
    }

    private WebSocketMessage<?> lastSent() {
        ArgumentCaptor<WebSocketMessage<?>> sent = ArgumentCaptor.captor();
        try {
            verify(session, atLeastOnce()).sendMessage(sent.capture());
        } catch (IOException ex) {
            throw new AssertionError(ex);
        }
        return sent.getValue();
    }

    @Test
    void bufferOfTheContainerStaysAsItIs() {
        verify(session, never()).setTextMessageSizeLimit(anyInt());
    }

    @Test
    void bufferIsRaisedAsInSpringWhereMessagesComeWhole() {
        WebSocketSession whole = mock();
        when(whole.getId()).thenReturn("whole");

        new RelayStompProtocolHandler(new StompSubProtocolHandler(), event -> {}, false)
                .afterSessionStarted(whole, inbound);

        verify(whole).setTextMessageSizeLimit(StompSubProtocolHandler.MINIMUM_WEBSOCKET_MESSAGE_SIZE);
    }

    @Test
    void versionIsKnownFromConnectToTheEndOfTheSession() {
        assertThat(handler.getVersion(SESSION)).isNull();
        connect("1.1");
        assertThat(handler.getVersion(SESSION)).isEqualTo(StompVersion.V1_1);

        handler.afterSessionEnded(session, CloseStatus.NORMAL, inbound);
        assertThat(handler.getVersion(SESSION)).isNull();
    }

    @Test
    void messagesFromClientsAreAsSpringMakesThem() {
        connect("1.2");
        fromClient("SEND\ndestination:/a\ncontent-type:text/plain;charset=utf-8\nx:1\nx:2\n\nbody\0");

        Message<?> message = received.get(1);
        StompHeaderAccessor accessor = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
        assertThat(accessor).isNotNull();
        assertThat(accessor.getCommand()).isEqualTo(StompCommand.SEND);
        assertThat(accessor.getMessageType()).isEqualTo(SimpMessageType.MESSAGE);
        assertThat(accessor.getDestination()).isEqualTo("/a");
        assertThat(accessor.getSessionId()).isEqualTo(SESSION);
        assertThat(accessor.getSessionAttributes()).isNotNull();
        assertThat(accessor.getNativeHeader("x")).containsExactly("1", "2");
        assertThat(accessor.getContentType()).hasToString("text/plain;charset=utf-8");
        assertThat(message.getPayload()).isEqualTo("body".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void halfCharactersAtTheEndOfPartAreKeptForTheNext() {
        connect("1.2");

        handler.handleMessageFromClient(session, new TextMessage("SEND\ndestination:/a\n\n\ud83d", false), inbound);
        handler.handleMessageFromClient(session, new TextMessage("\ude00\0", true), inbound);

        assertThat(received.get(1).getPayload()).isEqualTo("\ud83d\ude00".getBytes(StandardCharsets.UTF_8));
    }

    @Nested
    class ToClient {
        @Test
        void everyVersionIsConnected() {
            fromClient("CONNECT\n\n\0");
            StompHeaderAccessor ack = StompHeaderAccessor.create(StompCommand.CONNECTED);
            ack.setVersion("1.0");
            ack.setNativeHeader("server", "chat-relay\nforged:1");
            toClient(ack, "");

            assertThat(lastSent().getPayload()).isEqualTo("CONNECTED\nversion:1.0\nserver:chat-relay forged:1\n\n\0");
            assertThat(handler.getStats().getTotalConnected()).isOne();
        }

        @Test
        void acknowledgementOfSimpleBrokerIsConnectedToo() {
            fromClient("CONNECT\n\n\0");
            SimpMessageHeaderAccessor ack = SimpMessageHeaderAccessor.create(SimpMessageType.CONNECT_ACK);
            ack.setHeader(SimpMessageHeaderAccessor.CONNECT_MESSAGE_HEADER, received.get(0));
            toClient(ack, "");

            assertThat((String) lastSent().getPayload()).startsWith("CONNECTED\nversion:1.0\n");
        }

        @Test
        void headersAreEscapedAsTheVersionSays() {
            connect("1.1");
            StompHeaderAccessor message = StompHeaderAccessor.create(StompCommand.MESSAGE);
            message.setNativeHeader("x", "a:b\r");
            toClient(message, "hi");

            assertThat(lastSent().getPayload()).isEqualTo("MESSAGE\nx:a\\cb \ncontent-length:2\n\nhi\0");
        }

        @Test
        void bodyThatIsNoTextLeavesInBinaryMessage() {
            connect("1.2");
            StompHeaderAccessor message = StompHeaderAccessor.create(StompCommand.MESSAGE);
            message.setNativeHeader("content-type", "text/plain");
            toClient(message, new byte[] {(byte) 0xff});

            assertThat(lastSent()).isInstanceOf(BinaryMessage.class);
        }

        @Test
        void heartBeatIsLineFeed() {
            connect("1.2");
            toClient(SimpMessageHeaderAccessor.create(SimpMessageType.HEARTBEAT), "");

            assertThat(lastSent().getPayload()).isEqualTo("\n");
        }

        @Test
        void destinationIsTheOneTheClientSubscribedTo() {
            connect("1.2");
            SimpMessageHeaderAccessor message = SimpMessageHeaderAccessor.create(SimpMessageType.MESSAGE);
            message.setSubscriptionId("0");
            message.setDestination("/queue/a-users1");
            message.setNativeHeader(SimpMessageHeaderAccessor.ORIGINAL_DESTINATION, "/user/queue/a");
            toClient(message, "");

            assertThat((String) lastSent().getPayload())
                    .startsWith("MESSAGE\n")
                    .contains("destination:/user/queue/a\n", "subscription:0\n", "message-id:")
                    .doesNotContain("simpOrigDestination");
        }

        @Test
        void errorEndsTheSession() throws IOException {
            connect("1.2");
            StompHeaderAccessor error = StompHeaderAccessor.create(StompCommand.ERROR);
            error.setMessage("no");
            toClient(error, "");
            fromClient("SEND\ndestination:/a\n\n\0");

            assertThat((String) lastSent().getPayload()).startsWith("ERROR\nmessage:no\n");
            verify(session).close(CloseStatus.PROTOCOL_ERROR);
            assertThat(received).hasSize(1);
        }

        @Test
        void sessionThatTheBrokerGivesUpGetsAnError() throws IOException {
            connect("1.2");
            toClient(SimpMessageHeaderAccessor.create(SimpMessageType.DISCONNECT_ACK), "");

            assertThat((String) lastSent().getPayload()).startsWith("ERROR\nmessage:Session closed.\n");
            verify(session).close(CloseStatus.PROTOCOL_ERROR);
        }

        @Test
        void failureToSendEndsTheSession() throws IOException {
            connect("1.2");
            doThrow(new IOException("gone")).when(session).sendMessage(any());
            toClient(StompHeaderAccessor.create(StompCommand.MESSAGE), "x");

            verify(session).close(CloseStatus.PROTOCOL_ERROR);
        }

        @Test
        void tooSlowClientIsLeftToSpringsHandlerOfSessions() throws IOException {
            connect("1.2");
            doThrow(new SessionLimitExceededException("slow", CloseStatus.SESSION_NOT_RELIABLE))
                    .when(session)
                    .sendMessage(any());

            toClient(StompHeaderAccessor.create(StompCommand.MESSAGE), "x");

            verify(session, never()).close(any());
            assertThat(tooSlow).singleElement().satisfies(message -> {
                assertThat(SimpMessageHeaderAccessor.getSessionId(message.getHeaders()))
                        .isEqualTo(SESSION);
                assertThatThrownBy(() -> handler.handleMessageToClient(session, message))
                        .isInstanceOf(SessionLimitExceededException.class)
                        .hasMessageContaining("slow");
            });
        }
    }
}

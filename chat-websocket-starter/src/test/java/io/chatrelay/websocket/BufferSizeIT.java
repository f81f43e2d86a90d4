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

import static io.chatrelay.compatibility.client.Frame.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chatrelay.bridge.delivery.SlowClient;
import io.chatrelay.compatibility.client.RawSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.util.unit.DataSize;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketTransportRegistration;

/** How much may wait for a client that does not read. */
class BufferSizeIT {
    private static final int MESSAGES = 50;

    @Test
    void sizeOfTheSettingsGoesBeforeThatOfTheTransport() {
        try (ProtocolNode node = ProtocolNode.start(Patient.class);
                RawSocket client = RawSocket.open(node.webSocket())) {
            send(client, frame("CONNECT", "accept-version:1.2", "host:a"));
            client.skipMessage();
            send(client, frame("SUBSCRIBE", "id:0", "destination:/topic/a"));
            SimpMessagingTemplate template = node.bean("brokerMessagingTemplate", SimpMessagingTemplate.class);
            // Its first message says that the subscription is there.
            await().untilAsserted(() -> {
                template.convertAndSend("/topic/a", "x");
                assertThat(client.isReadable()).isTrue();
            });

            // More than the buffers of the network hold.
            byte[] body = "y".repeat(1024 * 1024).getBytes(StandardCharsets.US_ASCII);
            for (int count = 0; count < MESSAGES; count++) {
                template.convertAndSend("/topic/a", body);
            }

            await().until(node.bean(Patient.class).sessions.open::isEmpty);
        }
    }

    private static void send(RawSocket client, String frame) {
        client.sendText(frame.getBytes(StandardCharsets.UTF_8));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSocketMessageBroker
    static class Patient implements WebSocketMessageBrokerConfigurer {
        private static final int TEN_MINUTES = 600_000;

        final SessionRegister sessions = new SessionRegister();

        @Bean
        static WebSocketProtocolPostProcessor webSocketProtocolPostProcessor() {
            SessionSettings settings = SessionSettings.builder()
                    .bufferSize(DataSize.ofKilobytes(64))
                    .slowClient(SlowClient.DISCONNECT)
                    .stallTimeout(Duration.ofMinutes(1))
                    .build();
            return new WebSocketProtocolPostProcessor(() -> true, new SessionLanes(settings));
        }

        @Override
        public void configureMessageBroker(MessageBrokerRegistry registry) {
            registry.enableSimpleBroker("/topic");
        }

        @Override
        public void configureWebSocketTransport(WebSocketTransportRegistration registration) {
            registration
                    .setSendBufferSizeLimit(Integer.MAX_VALUE)
                    .setSendTimeLimit(TEN_MINUTES)
                    .addDecoratorFactory(sessions);
        }

        @Override
        public void registerStompEndpoints(StompEndpointRegistry registry) {
            registry.addEndpoint("/ws");
        }
    }
}

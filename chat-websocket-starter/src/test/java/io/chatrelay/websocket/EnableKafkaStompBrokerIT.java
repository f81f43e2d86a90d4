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

import io.chatrelay.bridge.KafkaSimpleBrokerMessageHandler;
import io.chatrelay.bridge.KafkaUserDestinationMessageHandler;
import io.chatrelay.bridge.settings.BridgeSettings;
import io.chatrelay.embedded.EmbeddedKafkaBroker;
import io.chatrelay.starter.KafkaLog;
import io.chatrelay.starter.KafkaOfTheRun;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.SubscribableChannel;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.simp.user.UserDestinationMessageHandler;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.mock.web.MockServletContext;
import org.springframework.util.unit.DataSize;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

@ExtendWith(KafkaOfTheRun.class)
class EnableKafkaStompBrokerIT {

    private static EmbeddedKafkaBroker kafka;

    private final BlockingQueue<Message<?>> outbound = new LinkedBlockingQueue<>();

    @BeforeAll
    static void useKafkaOfTheRun(EmbeddedKafkaBroker kafkaOfTheRun) {
        kafka = kafkaOfTheRun;
    }

    @Test
    void messagesGoThroughTheKafkaOfTheSettingsBean() throws InterruptedException {
        try (AnnotationConfigWebApplicationContext context =
                start(Map.of(), WebSocketConfiguration.class, SettingsConfiguration.class)) {
            assertThat(context.getBean(SimpleBrokerMessageHandler.class))
                    .isInstanceOf(KafkaSimpleBrokerMessageHandler.class);
            assertThat(context.getBean(UserDestinationMessageHandler.class))
                    .isInstanceOf(KafkaUserDestinationMessageHandler.class);
            connectAndSubscribe(context, "/topic/plain");

            context.getBean(SimpMessagingTemplate.class).convertAndSend("/topic/plain", "through Kafka");

            Message<?> delivered = next(StompCommand.MESSAGE);
            assertThat(new String((byte[]) delivered.getPayload(), StandardCharsets.UTF_8))
                    .isEqualTo("through Kafka");
            assertThat(KafkaLog.read(kafka.bootstrapServers())).contains("/topic/plain=through Kafka");
        }
    }

    @Test
    void withoutASettingsBeanTheEnvironmentSaysWhereKafkaIsAndHowSessionsAreServed() throws InterruptedException {
        try (AnnotationConfigWebApplicationContext context = start(
                Map.of(
                        "chat.relay.kafka.bootstrap-servers",
                        kafka.bootstrapServers(),
                        "chat.relay.session.buffer-size",
                        "64KB"),
                WebSocketConfiguration.class)) {
            assertThat(context.getBean(SessionSettings.class))
                    .usingRecursiveComparison()
                    .isEqualTo(SessionSettings.builder()
                            .bufferSize(DataSize.ofKilobytes(64))
                            .build());
            connectAndSubscribe(context, "/topic/environment");

            context.getBean(SimpMessagingTemplate.class).convertAndSend("/topic/environment", "hello");

            assertThat((byte[]) next(StompCommand.MESSAGE).getPayload())
                    .asString()
                    .isEqualTo("hello");
        }
    }

    private AnnotationConfigWebApplicationContext start(Map<String, Object> properties, Class<?>... configurations) {
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.setServletContext(new MockServletContext());
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
        context.register(configurations);
        context.refresh();
        context.getBean("clientOutboundChannel", SubscribableChannel.class).subscribe(this.outbound::add);
        return context;
    }

    private void connectAndSubscribe(AnnotationConfigWebApplicationContext context, String destination)
            throws InterruptedException {
        MessageChannel inbound = context.getBean("clientInboundChannel", MessageChannel.class);
        StompHeaderAccessor connect = StompHeaderAccessor.create(StompCommand.CONNECT);
        connect.setAcceptVersion("1.2");
        inbound.send(fromClient(connect));
        next(StompCommand.CONNECTED);
        StompHeaderAccessor subscribe = StompHeaderAccessor.create(StompCommand.SUBSCRIBE);
        subscribe.setSubscriptionId("sub-0");
        subscribe.setDestination(destination);
        subscribe.setReceipt("subscribed");
        inbound.send(fromClient(subscribe));
        next(StompCommand.RECEIPT);
    }

    private static Message<?> fromClient(StompHeaderAccessor headers) {
        headers.setSessionId("session");
        headers.setSessionAttributes(Map.of());
        return MessageBuilder.createMessage(new byte[0], headers.getMessageHeaders());
    }

    private Message<?> next(StompCommand command) throws InterruptedException {
        Message<?> message = this.outbound.poll(30, TimeUnit.SECONDS);
        assertThat(message).as(command.name()).isNotNull();
        assertThat(commandOf(message)).isEqualTo(command);
        return message;
    }

    private static @Nullable StompCommand commandOf(Message<?> message) {
        return StompHeaderAccessor.wrap(message).getCommand();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSocketMessageBroker
    @EnableKafkaStompBroker
    static class WebSocketConfiguration implements WebSocketMessageBrokerConfigurer {

        @Override
        public void registerStompEndpoints(StompEndpointRegistry registry) {
            registry.addEndpoint("/ws");
        }

        @Override
        public void configureMessageBroker(MessageBrokerRegistry registry) {
            registry.enableSimpleBroker("/topic", "/queue");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class SettingsConfiguration {

        @Bean
        static BridgeSettings bridgeSettings() {
            return BridgeSettings.of(kafka.bootstrapServers());
        }
    }
}

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

import io.chatrelay.bridge.KafkaStompBroker;
import io.chatrelay.bridge.settings.BridgeSettings;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/**
 * Makes Kafka the log of the simple broker that the application configures, without Spring Boot. Stands beside
 * {@code @EnableWebSocketMessageBroker}, or beside {@code <websocket:message-broker>} in XML; the rest of the
 * configuration stays as it is:
 *
 * <pre>{@code
 * @Configuration
 * @EnableWebSocketMessageBroker
 * @EnableKafkaStompBroker
 * class WebSocketConfiguration implements WebSocketMessageBrokerConfigurer {
 *
 *     @Bean
 *     static BridgeSettings bridgeSettings() {
 *         return BridgeSettings.of("kafka-1:9092", "kafka-2:9092");
 *     }
 *
 *     public void configureMessageBroker(MessageBrokerRegistry registry) {
 *         registry.enableSimpleBroker("/topic", "/queue");
 *     }
 * }
 * }</pre>
 *
 * <p>Where Kafka is, and everything else there is to set, says the application's {@link BridgeSettings} bean. Without
 * one the {@code Environment} property {@code chat.relay.kafka.bootstrap-servers} says where Kafka is, addresses
 * separated by commas, and all else has its default; with neither the context does not start.
 *
 * <p>The properties {@code chat.relay.session.compression} and {@code chat.relay.session.buffer-size} are read from the
 * {@code Environment} in both cases, see {@link SessionSettings}.
 *
 * <p>Adds the bean {@code kafkaStompBroker} of type {@link KafkaStompBroker}. In a Spring Boot application this
 * annotation is not needed; it is harmless there, but {@code chat.relay.enabled=false} does not undo it.
 *
 * @since 0.1
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Import(KafkaStompBrokerConfiguration.class)
public @interface EnableKafkaStompBroker {}

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
package io.chatrelay.autoconfigure;

import io.chatrelay.bridge.KafkaStompBroker;
import io.chatrelay.bridge.settings.BridgeSettings;
import io.chatrelay.websocket.SessionDrain;
import io.chatrelay.websocket.SessionLanes;
import io.chatrelay.websocket.SessionSettings;
import io.chatrelay.websocket.SimpleBrokerReplacement;
import io.chatrelay.websocket.WebSocketProtocolPostProcessor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.websocket.autoconfigure.servlet.WebSocketMessagingAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurationSupport;

/**
 * Auto-configuration that makes Kafka the log of the application's simple broker.
 *
 * <p>All but the post-processors is lazy: without a simple broker to replace nothing is looked for and no Kafka broker is
 * started. No bean is an executor, because one that is visible would become the executor of the application's client
 * channels, and none is primary, because Spring chooses among brokers by name.
 *
 * @since 0.1
 */
@AutoConfiguration(
        after = WebSocketMessagingAutoConfiguration.class,
        afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@ConditionalOnBean(WebSocketMessageBrokerConfigurationSupport.class)
@ConditionalOnBooleanProperty(name = "chat.relay.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ChatRelayProperties.class)
@Import({ConnectionDetailsConfiguration.class, EmbeddedKafkaConfiguration.class, TomcatSocketBuffersConfiguration.class
})
public final class ChatRelayAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    static SimpleBrokerReplacement simpleBrokerReplacement(
            ObjectProvider<KafkaStompBroker> broker, SessionLanes lanes) {
        return new SimpleBrokerReplacement(broker, lanes);
    }

    @Bean
    @ConditionalOnMissingBean
    static WebSocketProtocolPostProcessor webSocketProtocolPostProcessor(
            ObjectProvider<SimpleBrokerReplacement> replacement, SessionLanes lanes, SessionSettings settings) {
        return new WebSocketProtocolPostProcessor(
                () -> replacement.getObject().isReplacing(), lanes, settings.compression());
    }

    @Bean
    @ConditionalOnMissingBean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE) // post-processors need it
    static SessionLanes sessionLanes(SessionSettings settings) {
        return new SessionLanes(settings);
    }

    @Bean
    @ConditionalOnMissingBean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE) // post-processors need it
    static SessionSettings sessionSettings(Environment environment) {
        // The bean of the properties would be too early for what processes beans.
        return Binder.get(environment)
                .bindOrCreate("chat.relay.session", ChatRelayProperties.Session.class)
                .toSettings();
    }

    @Bean
    @ConditionalOnMissingBean
    static SessionDrain sessionDrain(ListableBeanFactory beanFactory) {
        return new SessionDrain(beanFactory);
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    static KafkaStompBroker kafkaStompBroker(BridgeSettings settings) {
        return new KafkaStompBroker(settings);
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    static BridgeSettings bridgeSettings(
            ChatRelayProperties properties, ObjectProvider<KafkaConnection.Source> connectionSources) {
        KafkaConnection connection = connectionSources
                .orderedStream()
                .map(KafkaConnection.Source::find)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(NoKafkaConfiguredException::new);
        Map<String, String> clientProperties = new HashMap<>(connection.clientProperties());
        clientProperties.putAll(properties.kafka().properties());
        return BridgeSettings.builder(connection.bootstrapServers().toArray(String[]::new))
                .clientProperties(clientProperties)
                .topic(properties.topic().toSettings())
                .publish(properties.publish().toSettings())
                .history(properties.history().toSettings())
                .build();
    }

    @Bean
    @Lazy
    @Order(KafkaConnection.Source.OWN_KEYS)
    static KafkaConnection.Source ownKeysKafkaConnectionSource(ChatRelayProperties properties) {
        List<String> servers = properties.kafka().bootstrapServers();
        return () -> servers == null || servers.isEmpty() ? null : new KafkaConnection(servers, Map.of());
    }

    @Bean
    @Lazy
    @Order(KafkaConnection.Source.SPRING_KAFKA_KEYS)
    static SpringKafkaKeys springKafkaKeysKafkaConnectionSource(Environment environment) {
        return new SpringKafkaKeys(environment);
    }
}

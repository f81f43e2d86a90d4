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
import io.chatrelay.bridge.settings.InvalidSettingException;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;

/** What {@link EnableKafkaStompBroker} adds. */
@Configuration(proxyBeanMethods = false)
class KafkaStompBrokerConfiguration {

    private static final String SERVERS_KEY = "chat.relay.kafka.bootstrap-servers";

    @Bean
    static SimpleBrokerReplacement simpleBrokerReplacement(
            ObjectProvider<KafkaStompBroker> broker, SessionLanes lanes) {
        return new SimpleBrokerReplacement(broker, lanes);
    }

    @Bean
    static WebSocketProtocolPostProcessor webSocketProtocolPostProcessor(
            ObjectProvider<SimpleBrokerReplacement> replacement, SessionLanes lanes, SessionSettings settings) {
        return new WebSocketProtocolPostProcessor(
                () -> replacement.getObject().isReplacing(), lanes, settings.compression());
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE) // post-processors need it
    static SessionLanes sessionLanes(SessionSettings settings) {
        return new SessionLanes(settings);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE) // post-processors need it
    static SessionSettings sessionSettings(Environment environment) {
        return SessionSettings.from(environment);
    }

    @Bean
    static SessionDrain sessionDrain(ListableBeanFactory beanFactory) {
        return new SessionDrain(beanFactory);
    }

    @Bean
    @Lazy
    static KafkaStompBroker kafkaStompBroker(ObjectProvider<BridgeSettings> settings, Environment environment) {
        return new KafkaStompBroker(settings.getIfAvailable(() -> settingsFrom(environment)));
    }

    private static BridgeSettings settingsFrom(Environment environment) {
        String[] servers = environment.getProperty(SERVERS_KEY, String[].class, new String[0]);
        if (servers.length == 0) {
            throw new InvalidSettingException(SERVERS_KEY, "not set", "host:port of Kafka, or a BridgeSettings bean");
        }
        return BridgeSettings.of(servers);
    }
}

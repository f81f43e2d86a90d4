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

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Takes the address of Kafka from a service connection, such as a container of a test. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(KafkaConnectionDetails.class)
class ConnectionDetailsConfiguration {

    private static final Logger logger = LoggerFactory.getLogger(ConnectionDetailsConfiguration.class);

    @Bean
    @Lazy
    @Order(KafkaConnection.Source.CONNECTION_DETAILS)
    static KafkaConnection.Source connectionDetailsKafkaConnectionSource(
            ObjectProvider<KafkaConnectionDetails> details, Environment environment) {
        return () -> {
            KafkaConnectionDetails known = details.getIfUnique();
            return known == null || isMadeOfKeys(known) ? null : connectionTo(known, environment);
        };
    }

    /** Boot always has such a bean; the one it makes of {@code spring.kafka.*} may say localhost by default only. */
    private static boolean isMadeOfKeys(KafkaConnectionDetails details) {
        return details.getClass().getPackage().equals(KafkaConnectionDetails.class.getPackage());
    }

    private static KafkaConnection connectionTo(KafkaConnectionDetails details, Environment environment) {
        if (details.getSslBundle() != null) {
            logger.atWarn()
                    .log(
                            "The SSL bundle of the KafkaConnectionDetails is not used: set chat.relay.kafka.properties.ssl.*");
        }
        Map<String, String> properties = new HashMap<>(new SpringKafkaKeys(environment).clientProperties());
        @Nullable String protocol = details.getSecurityProtocol();
        if (protocol != null) {
            properties.put("security.protocol", protocol);
        }
        return new KafkaConnection(details.getBootstrapServers(), properties);
    }
}

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

import io.chatrelay.bridge.settings.InvalidSettingException;
import io.chatrelay.embedded.EmbeddedKafkaBroker;
import io.chatrelay.embedded.EmbeddedKafkaSettings;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;

/**
 * Starts an embedded Kafka broker when nothing else says where Kafka is. Its bean is created before the relay's settings,
 * which need its address, and destroyed after everything that has them; the relay's clients are closed earlier still,
 * when the context stops.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(EmbeddedKafkaBroker.class)
@ConditionalOnBooleanProperty(name = "chat.relay.embedded.enabled", matchIfMissing = true)
@Conditional(OnNoServersConfigured.class)
class EmbeddedKafkaConfiguration {

    private static final int HIGHEST_PORT = 65535;

    @Bean(destroyMethod = "close")
    @Lazy
    @ConditionalOnMissingBean
    static EmbeddedKafkaBroker embeddedKafkaBroker(
            ChatRelayProperties properties, ObjectProvider<LoggingSystem> loggingSystem) {
        ChatRelayProperties.Embedded embedded = properties.embedded();
        if (embedded.port() < 0 || embedded.port() > HIGHEST_PORT) {
            throw new InvalidSettingException(
                    "chat.relay.embedded.port", embedded.port(), "1 to 65535, or 0 for any free port");
        }
        loggingSystem.ifAvailable(EmbeddedKafkaConfiguration::quietServerLoggers);
        return EmbeddedKafkaBroker.start(
                EmbeddedKafkaSettings.defaults().withPort(embedded.port()).withDataDirectory(embedded.dataDirectory()));
    }

    @Bean
    @Lazy
    @Order(KafkaConnection.Source.EMBEDDED)
    static KafkaConnection.Source embeddedKafkaConnectionSource(ObjectProvider<EmbeddedKafkaBroker> broker) {
        return () -> new KafkaConnection(List.of(broker.getObject().bootstrapServers()), Map.of());
    }

    /** Sets levels where nobody has: not by {@code logging.level.*}, which would hide the application's logback.xml. */
    static void quietServerLoggers(LoggingSystem logging) {
        for (String name : EmbeddedKafkaBroker.SERVER_LOGGERS) {
            if (!isConfigured(logging, name)) {
                logging.setLogLevel(name, LogLevel.ERROR);
            }
        }
    }

    /** Whether the logger or one above it has a level; that of the root logger is not meant for Kafka. */
    private static boolean isConfigured(LoggingSystem logging, String name) {
        LoggerConfiguration logger = logging.getLoggerConfiguration(name);
        if (logger != null && logger.getConfiguredLevel() != null) {
            return true;
        }
        int parentEnd = name.lastIndexOf('.');
        return parentEnd > 0 && isConfigured(logging, name.substring(0, parentEnd));
    }
}

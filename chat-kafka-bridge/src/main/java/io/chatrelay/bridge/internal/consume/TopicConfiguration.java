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
package io.chatrelay.bridge.internal.consume;

import io.chatrelay.bridge.settings.TopicSettings;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The configuration of a topic, as far as Kafka lets us see it. */
final class TopicConfiguration {

    private static final Logger logger = LoggerFactory.getLogger(TopicConfiguration.class);

    private final @Nullable Config config;

    private TopicConfiguration(@Nullable Config config) {
        this.config = config;
    }

    /**
     * Asks Kafka. Without the right to know, the topic is taken to be as it should.
     *
     * @throws LogUnavailableException if Kafka does not answer
     */
    static TopicConfiguration of(Admin admin, String topic) throws InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            return new TopicConfiguration(
                    admin.describeConfigs(List.of(resource)).all().get().get(resource));
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof AuthorizationException) {
                logger.atDebug()
                        .addKeyValue("topic", topic)
                        .log("No right to see the configuration of the topic, it is taken to be well");
                return new TopicConfiguration(null);
            }
            throw LogUnavailableException.because(failure);
        }
    }

    boolean isCompacted() {
        String policy = value(TopicConfig.CLEANUP_POLICY_CONFIG);
        return policy != null && policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT);
    }

    /** Whose clock the timestamps are of, if we may know. */
    TimestampType timestamps() {
        String type = value(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
        return type == null ? TimestampType.NO_TIMESTAMP_TYPE : TimestampType.forName(type);
    }

    /** Says that messages are kept for another time than the settings have. */
    void reportRetention(TopicSettings settings) {
        String retention = value(TopicConfig.RETENTION_MS_CONFIG);
        String configured = String.valueOf(settings.retention().toMillis());
        if (retention != null && !retention.equals(configured)) {
            logger.atInfo()
                    .addKeyValue("topic", settings.name())
                    .addKeyValue("retentionMillis", retention)
                    .addKeyValue("configured", configured)
                    .log("The topic exists with another retention, which is kept");
        }
    }

    private @Nullable String value(String name) {
        ConfigEntry entry = this.config == null ? null : this.config.get(name);
        return entry == null ? null : entry.value();
    }
}

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
package io.chatrelay.bridge;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The broker on Apache Kafka's own container image, where there is a Docker engine. */
@EnabledIf(
        value = "thereIsADockerEngine",
        disabledReason = "No Docker engine can be reached, so Kafka cannot be run in a container")
class ContainerKafkaBrokerIT extends KafkaBrokerContract {

    private static @Nullable KafkaContainer kafka;

    static boolean thereIsADockerEngine() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @BeforeAll
    static void startKafka() {
        kafka = new KafkaContainer("apache/kafka-native:4.2.0");
        kafka.start();
    }

    @AfterAll
    static void stopKafka() {
        if (kafka != null) {
            kafka.stop();
        }
    }

    @Override
    String bootstrapServers() {
        return requireNonNull(kafka).getBootstrapServers();
    }
}

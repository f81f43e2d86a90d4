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

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains how to tell the relay where Kafka is. */
final class NoKafkaConfiguredFailureAnalyzer extends AbstractFailureAnalyzer<NoKafkaConfiguredException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NoKafkaConfiguredException cause) {
        return new FailureAnalysis(
                "Chat Relay is to replace the simple broker by one on Kafka, but nothing says where Kafka is.",
                """
                One of the following:
                - set chat.relay.kafka.bootstrap-servers (or spring.kafka.bootstrap-servers) to the address of Kafka, such as localhost:9092
                - for development and tests, add the dependency io.chatrelay:chat-kafka-embedded, with chat.relay.embedded.enabled not set to false, and a Kafka broker is started in the application
                - set chat.relay.enabled=false to use Spring's simple broker in memory""",
                cause);
    }
}

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

/** The relay is to replace the simple broker and nothing says where Kafka is. */
final class NoKafkaConfiguredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoKafkaConfiguredException() {
        super("chat.relay.kafka.bootstrap-servers: not set (expected: host:port of Kafka)");
    }
}

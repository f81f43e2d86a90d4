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

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where Kafka is and how to be let in.
 *
 * @param bootstrapServers addresses as {@code host:port}
 * @param clientProperties Kafka client settings that belong to these servers; may hold credentials
 */
record KafkaConnection(List<String> bootstrapServers, Map<String, String> clientProperties) {

    /** One of the ways to be told where Kafka is. The first in order that knows it is used; the others are not asked. */
    @FunctionalInterface
    interface Source {

        /** The relay's own keys. */
        int OWN_KEYS = 1;

        /** A bean that knows a service, such as a container. */
        int CONNECTION_DETAILS = 2;

        /** The keys of Spring Boot's support of Kafka. */
        int SPRING_KAFKA_KEYS = 3;

        /** An embedded Kafka broker, started by being asked. */
        int EMBEDDED = 4;

        /** The connection, or {@code null} if this source does not know any. */
        @Nullable KafkaConnection find();
    }

    @Override
    public String toString() {
        return "KafkaConnection[bootstrapServers=" + this.bootstrapServers + ", clientProperties="
                + this.clientProperties.keySet() + "]";
    }
}

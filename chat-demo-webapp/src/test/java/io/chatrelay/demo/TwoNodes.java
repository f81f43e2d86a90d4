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
package io.chatrelay.demo;

import io.chatrelay.embedded.EmbeddedKafkaBroker;

/** Two nodes of the chat that share one Kafka broker. */
public record TwoNodes(EmbeddedKafkaBroker kafka, DemoNode first, DemoNode second) implements AutoCloseable {

    static TwoNodes start() {
        EmbeddedKafkaBroker kafka = EmbeddedKafkaBroker.start();
        return new TwoNodes(kafka, DemoNode.on(kafka), DemoNode.on(kafka));
    }

    @Override
    public void close() {
        this.second.close();
        this.first.close();
        this.kafka.close();
    }
}

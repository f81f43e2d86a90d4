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

import io.chatrelay.embedded.EmbeddedKafkaBroker;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** The broker on a real Kafka in this JVM. */
@ExtendWith(SharedKafka.class)
class KafkaBrokerIT extends KafkaBrokerContract {

    private static EmbeddedKafkaBroker kafka;

    @BeforeAll
    static void useKafka(EmbeddedKafkaBroker shared) {
        kafka = shared;
    }

    @Override
    String bootstrapServers() {
        return kafka.bootstrapServers();
    }
}

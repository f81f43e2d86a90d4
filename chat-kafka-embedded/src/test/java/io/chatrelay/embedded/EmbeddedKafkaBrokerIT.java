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
package io.chatrelay.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaBrokerIT {

    @Test
    void keepsRecordsAndClusterIdWhenRestartedOnTheSamePortAndDirectory(@TempDir Path directory) throws Exception {
        EmbeddedKafkaSettings settings = EmbeddedKafkaSettings.defaults().withDataDirectory(directory);
        EmbeddedKafkaBroker first = EmbeddedKafkaBroker.start(settings);
        try (first) {
            KafkaProbe.createTopic(first.bootstrapServers(), "kept");
            KafkaProbe.produce(first.bootstrapServers(), "kept", "one", "two");
        }

        try (EmbeddedKafkaBroker second = EmbeddedKafkaBroker.start(settings.withPort(first.port()))) {
            KafkaProbe.produce(second.bootstrapServers(), "kept", "three");

            assertThat(second.bootstrapServers()).isEqualTo(first.bootstrapServers());
            assertThat(second.clusterId()).isEqualTo(first.clusterId());
            assertThat(KafkaProbe.consume(second.bootstrapServers(), "kept", 3)).containsExactly("one", "two", "three");
        }
    }
}

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

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConfigurationMetadataTests {

    private static final Set<String> WITHOUT_DEFAULT = Set.of(
            "chat.relay.embedded.data-directory",
            "chat.relay.kafka.bootstrap-servers",
            "chat.relay.kafka.properties",
            "chat.relay.session.buffer-size",
            "chat.relay.topic.replication-factor");

    @Test
    void thereIsMetadataOfEveryKeyAndOfNoOther() throws IOException {
        assertThat(properties().stream().map(property -> property.get("name")).collect(Collectors.toSet()))
                .isEqualTo(Set.of(
                        "chat.relay.enabled",
                        "chat.relay.embedded.data-directory",
                        "chat.relay.embedded.enabled",
                        "chat.relay.embedded.port",
                        "chat.relay.history.max-messages",
                        "chat.relay.history.max-search",
                        "chat.relay.history.tail-size",
                        "chat.relay.history.warm-up-messages",
                        "chat.relay.kafka.bootstrap-servers",
                        "chat.relay.kafka.properties",
                        "chat.relay.publish.delivery-timeout",
                        "chat.relay.publish.max-headers",
                        "chat.relay.publish.max-in-flight",
                        "chat.relay.publish.linger",
                        "chat.relay.session.buffer-size",
                        "chat.relay.session.compression",
                        "chat.relay.session.slow-client",
                        "chat.relay.session.stall-timeout",
                        "chat.relay.tomcat.small-socket-buffers",
                        "chat.relay.topic.create",
                        "chat.relay.topic.name",
                        "chat.relay.topic.partitions",
                        "chat.relay.topic.replication-factor",
                        "chat.relay.topic.retention"));
    }

    @Test
    void everyKeyIsDescribedInHouseStyle() throws IOException {
        assertThat(properties()).allSatisfy(property -> assertThat(property.get("description"))
                .as(String.valueOf(property.get("name")))
                .asString()
                .endsWith(".")
                .doesNotStartWith("The ")
                .doesNotStartWith("A ")
                .matches(text -> !"java.lang.Boolean".equals(property.get("type")) || text.startsWith("Whether ")));
    }

    @Test
    void everyKeyWithADefaultSaysIt() throws IOException {
        assertThat(properties()).allSatisfy(property -> assertThat(property.get("defaultValue") == null)
                .as(String.valueOf(property.get("name")))
                .isEqualTo(WITHOUT_DEFAULT.contains(property.get("name"))));
    }

    @Test
    void namesOfKafkasOwnSettingsAreSuggested() throws IOException {
        List<String> hints = JsonPath.parse(metadata())
                .read("$.hints[?(@.name=='chat.relay.kafka.properties.keys')].values[*].value");

        assertThat(hints).contains("security.protocol", "sasl.mechanism");
    }

    private static List<Map<String, Object>> properties() throws IOException {
        return JsonPath.parse(metadata()).read("$.properties");
    }

    private static InputStream metadata() {
        InputStream metadata =
                ChatRelayProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json");
        assertThat(metadata).isNotNull();
        return metadata;
    }
}

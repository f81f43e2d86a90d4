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

import io.chatrelay.bridge.settings.BridgeSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * What the relay takes from the keys {@code spring.kafka.*}: the servers, the security and the properties
 * common to all clients. Read by themselves, because the type that binds them needs Spring for Apache Kafka and does not
 * tell a configured address from its default.
 */
final class SpringKafkaKeys implements KafkaConnection.Source {

    private final Binder binder;

    SpringKafkaKeys(Environment environment) {
        this.binder = Binder.get(environment);
    }

    @Override
    public @Nullable KafkaConnection find() {
        List<String> servers = bootstrapServers();
        return servers.isEmpty() ? null : new KafkaConnection(servers, clientProperties());
    }

    List<String> bootstrapServers() {
        return this.binder
                .bind("spring.kafka.bootstrap-servers", Bindable.listOf(String.class))
                .orElse(List.of());
    }

    Map<String, String> clientProperties() {
        Map<String, String> properties = new HashMap<>(this.binder
                .bind("spring.kafka.properties", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of()));
        properties.putAll(new SpringKafkaSecurity(this.binder).clientProperties());
        // Meant for the application's other clients, which stand beside the relay's.
        properties.keySet().removeAll(BridgeSettings.refusedClientProperties());
        return properties;
    }
}

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
package io.chatrelay.compatibility;

import io.chatrelay.compatibility.app.TestNode;
import io.chatrelay.starter.KafkaOfTheRun;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the brokers they ask for: each is started once a run, when the first test asks for it, and stopped at the end
 * of the run. All relays share one Kafka broker.
 */
final class Brokers implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == SimpleBroker.class || type == Relay.class || type == SharedKafka.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store store = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(Brokers.class));
        if (parameter.getParameter().getType() == SimpleBroker.class) {
            return store.computeIfAbsent(SimpleBroker.class, type -> new SimpleBroker(), SimpleBroker.class);
        }
        SharedKafka kafka = new SharedKafka(KafkaOfTheRun.of(context).bootstrapServers());
        if (parameter.getParameter().getType() == SharedKafka.class) {
            return kafka;
        }
        if (parameter.isAnnotated(SecondNode.class)) {
            return new Relay(shared(store, "second", () -> kafka.startGuide(Map.of()), TestNode.class));
        }
        if (parameter.isAnnotated(Tuned.class)) {
            return new Relay(shared(store, "tuned", () -> kafka.startTuned(Map.of()), TestNode.class));
        }
        return new Relay(shared(store, "first", () -> kafka.startGuide(Map.of()), TestNode.class));
    }

    private static <T> T shared(Store store, String name, Supplier<T> start, Class<T> type) {
        return store.computeIfAbsent(name, key -> start.get(), type);
    }
}

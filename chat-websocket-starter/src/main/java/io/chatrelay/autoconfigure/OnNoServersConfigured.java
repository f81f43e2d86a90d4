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
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Matches where no key says where Kafka is. A bean may still know it. */
final class OnNoServersConfigured extends SpringBootCondition {

    private static final List<String> KEYS =
            List.of("chat.relay.kafka.bootstrap-servers", "spring.kafka.bootstrap-servers");

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        ConditionMessage.Builder message = ConditionMessage.forCondition("No Kafka servers");
        Binder binder = Binder.get(context.getEnvironment());
        for (String key : KEYS) {
            List<String> servers =
                    binder.bind(key, Bindable.listOf(String.class)).orElse(List.of());
            if (!servers.isEmpty()) {
                return ConditionOutcome.noMatch(message.foundExactly(key));
            }
        }
        return ConditionOutcome.match(message.because("neither of " + KEYS + " is set"));
    }
}

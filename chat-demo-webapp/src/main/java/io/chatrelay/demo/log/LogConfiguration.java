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
package io.chatrelay.demo.log;

import io.chatrelay.bridge.settings.BridgeSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks into Kafka where the starter says that Kafka is behind the broker. */
@Configuration(proxyBeanMethods = false)
class LogConfiguration {

    @Bean
    RecordBrowser recordBrowser(ObjectProvider<BridgeSettings> settings) {
        BridgeSettings kafka = settings.getIfAvailable();
        return kafka == null ? new NoRecordBrowser() : KafkaRecordBrowser.of(kafka);
    }
}

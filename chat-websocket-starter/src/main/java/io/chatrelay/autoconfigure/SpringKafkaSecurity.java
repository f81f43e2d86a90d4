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

import io.chatrelay.bridge.settings.InvalidSettingException;
import java.io.File;
import java.io.FileNotFoundException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.util.ClassUtils;
import org.springframework.util.ResourceUtils;

/** What the keys {@code spring.kafka.security}, {@code ssl} and {@code jaas} mean in terms of Kafka's clients. */
final class SpringKafkaSecurity {

    private static final Logger logger = LoggerFactory.getLogger(SpringKafkaSecurity.class);

    private static final Map<String, String> VALUES = Map.of(
            "spring.kafka.security.protocol", "security.protocol",
            "spring.kafka.ssl.protocol", "ssl.protocol",
            "spring.kafka.ssl.trust-store-certificates", "ssl.truststore.certificates",
            "spring.kafka.ssl.trust-store-password", "ssl.truststore.password",
            "spring.kafka.ssl.trust-store-type", "ssl.truststore.type",
            "spring.kafka.ssl.key-store-certificate-chain", "ssl.keystore.certificate.chain",
            "spring.kafka.ssl.key-store-key", "ssl.keystore.key",
            "spring.kafka.ssl.key-store-password", "ssl.keystore.password",
            "spring.kafka.ssl.key-store-type", "ssl.keystore.type",
            "spring.kafka.ssl.key-password", "ssl.key.password");

    private static final Map<String, String> FILES = Map.of(
            "spring.kafka.ssl.trust-store-location", "ssl.truststore.location",
            "spring.kafka.ssl.key-store-location", "ssl.keystore.location");

    /** Sets the JAAS configuration of the virtual machine, which the relay's clients use as well. */
    private static final String JAAS_INITIALIZER =
            "org.springframework.kafka.security.jaas.KafkaJaasLoginModuleInitializer";

    private final Binder binder;

    SpringKafkaSecurity(Binder binder) {
        this.binder = binder;
    }

    /**
     * The properties of Kafka's clients; what cannot be one is named in the log.
     *
     * @throws InvalidSettingException if a store is not a file
     */
    Map<String, String> clientProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        VALUES.forEach(
                (key, name) -> this.binder.bind(key, String.class).ifBound(value -> properties.put(name, value)));
        FILES.forEach((key, name) ->
                this.binder.bind(key, String.class).ifBound(location -> properties.put(name, pathOf(key, location))));
        this.binder
                .bind("spring.kafka.ssl.bundle", String.class)
                .ifBound(bundle -> notTakenOver("spring.kafka.ssl.bundle", "ssl.*"));
        boolean jaas =
                this.binder.bind("spring.kafka.jaas.enabled", Boolean.class).orElse(false);
        if (jaas && !ClassUtils.isPresent(JAAS_INITIALIZER, null)) {
            notTakenOver("spring.kafka.jaas.enabled", "sasl.jaas.config");
        }
        return properties;
    }

    private static void notTakenOver(String key, String instead) {
        logger.atWarn().addArgument(key).addArgument(instead).log("{} is not used: set chat.relay.kafka.properties.{}");
    }

    private static String pathOf(String key, String location) {
        try {
            File file = ResourceUtils.getFile(location);
            if (file.isFile()) {
                return file.getAbsolutePath();
            }
        } catch (FileNotFoundException notAFile) {
            logger.atDebug().setCause(notAFile).log("A store is not in the file system");
        }
        throw new InvalidSettingException(key, location, "a file that exists, because Kafka's clients read no other");
    }
}

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
import static org.mockito.Mockito.mock;

import io.chatrelay.bridge.settings.BridgeSettings;
import io.chatrelay.bridge.settings.InvalidSettingException;
import io.chatrelay.testing.ExpectLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.LifecycleProcessor;

class KafkaConnectionSourceTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class, ChatRelayAutoConfiguration.class))
            .withBean("lifecycleProcessor", LifecycleProcessor.class, () -> mock(LifecycleProcessor.class))
            .withUserConfiguration(BrokerConfigurations.SimpleBroker.class)
            .withPropertyValues("chat.relay.embedded.enabled=false");

    @Test
    void ownKeyIsUsedFirst() {
        this.runner
                .withPropertyValues(
                        "chat.relay.kafka.bootstrap-servers=own:1", "spring.kafka.bootstrap-servers=spring:1")
                .withBean(KafkaConnectionDetails.class, () -> new Service("service:1", null, null))
                .run(context -> assertThat(context.getBean(BridgeSettings.class))
                        .usingRecursiveComparison()
                        .isEqualTo(BridgeSettings.of("own:1")));
    }

    @Test
    void serviceConnectionIsUsedBeforeKeysAsEverywhereInBoot() {
        this.runner
                .withPropertyValues("spring.kafka.bootstrap-servers=spring:1")
                .withBean(KafkaConnectionDetails.class, () -> new Service("service:1", "SASL_SSL", null))
                .run(context -> {
                    BridgeSettings settings = context.getBean(BridgeSettings.class);
                    assertThat(settings.bootstrapServers()).containsExactly("service:1");
                    assertThat(settings.clientProperties()).isEqualTo(Map.of("security.protocol", "SASL_SSL"));
                });
    }

    @Test
    @ExpectLog("The SSL bundle of the KafkaConnectionDetails is not used")
    void saysThatAnSslBundleIsNotUsed() {
        this.runner
                .withBean(KafkaConnectionDetails.class, () -> new Service("service:1", "SSL", mock(SslBundle.class)))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void springKafkaKeysAreUsedWithTheirSecurity() {
        this.runner
                .withPropertyValues(
                        "spring.kafka.bootstrap-servers=spring:1,spring:2",
                        "spring.kafka.security.protocol=SASL_PLAINTEXT",
                        "spring.kafka.properties.sasl.mechanism=PLAIN",
                        "spring.kafka.properties.client.dns.lookup=use_all_dns_ips",
                        "chat.relay.kafka.properties.sasl.mechanism=SCRAM-SHA-512")
                .run(context -> {
                    BridgeSettings settings = context.getBean(BridgeSettings.class);
                    assertThat(settings.bootstrapServers()).containsExactly("spring:1", "spring:2");
                    assertThat(settings.clientProperties())
                            .isEqualTo(Map.of(
                                    "security.protocol", "SASL_PLAINTEXT",
                                    "sasl.mechanism", "SCRAM-SHA-512",
                                    "client.dns.lookup", "use_all_dns_ips"));
                });
    }

    @Test
    void storesOfSpringKafkaAreUsedAsFiles(@TempDir Path directory) throws IOException {
        Path trusted = Files.createFile(directory.resolve("trusted.p12"));
        this.runner
                .withPropertyValues(
                        "spring.kafka.bootstrap-servers=spring:1",
                        "spring.kafka.security.protocol=SSL",
                        "spring.kafka.ssl.protocol=TLSv1.3",
                        "spring.kafka.ssl.trust-store-location=" + trusted.toUri(),
                        "spring.kafka.ssl.trust-store-password=secret",
                        "spring.kafka.ssl.trust-store-type=PKCS12",
                        "spring.kafka.ssl.key-store-location=" + trusted.toUri(),
                        "spring.kafka.ssl.key-store-password=secret",
                        "spring.kafka.ssl.key-store-type=PKCS12",
                        "spring.kafka.ssl.key-password=other")
                .run(context -> assertThat(context.getBean(BridgeSettings.class).clientProperties())
                        .isEqualTo(Map.of(
                                "security.protocol", "SSL",
                                "ssl.protocol", "TLSv1.3",
                                "ssl.truststore.location", trusted.toString(),
                                "ssl.truststore.password", "secret",
                                "ssl.truststore.type", "PKCS12",
                                "ssl.keystore.location", trusted.toString(),
                                "ssl.keystore.password", "secret",
                                "ssl.keystore.type", "PKCS12",
                                "ssl.key.password", "other")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"classpath:trusted.p12", "file:/nowhere/trusted.p12", "https://localhost/trusted.p12"})
    void storeThatIsNoFileFailsAtStart(String location) {
        this.runner
                .withPropertyValues(
                        "spring.kafka.bootstrap-servers=spring:1", "spring.kafka.ssl.trust-store-location=" + location)
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidSettingException.class)
                        .hasMessageStartingWith(
                                "spring.kafka.ssl.trust-store-location: " + location + " (expected: a file"));
    }

    @Test
    @ExpectLog("spring.kafka.ssl.bundle is not used: set chat.relay.kafka.properties.ssl.*")
    @ExpectLog("spring.kafka.jaas.enabled is not used: set chat.relay.kafka.properties.sasl.jaas.config")
    void namesTheSecurityKeysThatItCannotUse() {
        this.runner
                .withClassLoader(new FilteredClassLoader("org.springframework.kafka", "org.springframework.boot.kafka"))
                .withPropertyValues(
                        "spring.kafka.bootstrap-servers=spring:1",
                        "spring.kafka.ssl.bundle=web",
                        "spring.kafka.jaas.enabled=true")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void propertiesOfOtherClientsThatTheRelayCannotWorkWithAreNotTakenOver() {
        this.runner
                .withPropertyValues(
                        "spring.kafka.bootstrap-servers=spring:1",
                        "spring.kafka.properties.value.serializer=org.example.OrderSerializer")
                .run(context -> assertThat(context.getBean(BridgeSettings.class).clientProperties())
                        .isEmpty());
    }

    @Test
    void propertyThatKafkaDoesNotAcceptFailsAtStart() {
        this.runner
                .withPropertyValues("chat.relay.kafka.bootstrap-servers=own:1", "chat.relay.kafka.properties.retries=0")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidSettingException.class)
                        .hasMessageStartingWith("chat.relay.kafka.properties.retries: 0 (expected: "));
    }

    @Test
    void springKafkaKeysAreUsedWithoutSpringKafka() {
        this.runner
                .withClassLoader(new FilteredClassLoader("org.springframework.kafka", "org.springframework.boot.kafka"))
                .withPropertyValues("spring.kafka.bootstrap-servers=spring:1")
                .run(context -> assertThat(context.getBean(BridgeSettings.class).bootstrapServers())
                        .containsExactly("spring:1"));
    }

    @Test
    void defaultOfSpringKafkaIsNoAnswer() {
        this.runner.run(context ->
                assertThat(context).hasFailed().getFailure().hasRootCauseInstanceOf(NoKafkaConfiguredException.class));
    }

    @Test
    void emptyOwnKeyIsAsGoodAsNone() {
        this.runner
                .withPropertyValues("chat.relay.kafka.bootstrap-servers=", "spring.kafka.bootstrap-servers=spring:1")
                .run(context -> assertThat(context.getBean(BridgeSettings.class).bootstrapServers())
                        .containsExactly("spring:1"));
    }

    @Test
    void valueThatIsNoAddressFailsAtStart() {
        this.runner
                .withPropertyValues("chat.relay.kafka.bootstrap-servers=kafka")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidSettingException.class)
                        .hasMessage("chat.relay.kafka.bootstrap-servers: kafka (expected: host:port)"));
    }

    @Test
    void embeddedPortOutOfRangeFailsAtStart() {
        this.runner
                .withPropertyValues("chat.relay.embedded.enabled=true", "chat.relay.embedded.port=70000")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidSettingException.class)
                        .hasMessage("chat.relay.embedded.port: 70000 (expected: 1 to 65535, or 0 for any free port)"));
    }

    @Test
    void connectionShowsNoCredentials() {
        assertThat(new KafkaConnection(List.of("a:1"), Map.of("sasl.jaas.config", "secret")))
                .hasToString("KafkaConnection[bootstrapServers=[a:1], clientProperties=[sasl.jaas.config]]");
    }

    private record Service(
            String server,
            @Nullable String protocol,
            @Nullable SslBundle bundle) implements KafkaConnectionDetails {

        @Override
        public List<String> getBootstrapServers() {
            return List.of(this.server);
        }

        @Override
        public @Nullable String getSecurityProtocol() {
            return this.protocol;
        }

        @Override
        public @Nullable SslBundle getSslBundle() {
            return this.bundle;
        }
    }
}

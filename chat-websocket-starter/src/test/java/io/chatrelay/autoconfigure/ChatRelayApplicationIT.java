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
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.chatrelay.bridge.KafkaSimpleBrokerMessageHandler;
import io.chatrelay.bridge.settings.BridgeSettings;
import io.chatrelay.embedded.EmbeddedKafkaBroker;
import io.chatrelay.embedded.EmbeddedKafkaSettings;
import io.chatrelay.starter.KafkaLog;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;

class ChatRelayApplicationIT {

    @Test
    void untouchedApplicationGetsItsMessagesThroughKafka() throws Exception {
        try (ConfigurableApplicationContext application = UntouchedApplication.start();
                StompTestClient client = new StompTestClient(UntouchedApplication.addressOf(application))) {
            client.subscribe("/topic/greetings", true);

            client.send("/topic/greetings", "from the client");
            assertThat(client.next()).isEqualTo("from the client");
            client.send("/app/greetings", "World");
            assertThat(client.next()).isEqualTo("Hello World");
            application.getBean(SimpMessagingTemplate.class).convertAndSend("/topic/greetings", "from the server");
            assertThat(client.next()).isEqualTo("from the server");

            assertThat(KafkaLog.read(
                            application.getBean(EmbeddedKafkaBroker.class).bootstrapServers()))
                    .containsExactly(
                            "/topic/greetings=from the client",
                            "/topic/greetings=Hello World",
                            "/topic/greetings=from the server");
            assertThat(application.getBean(SimpleBrokerMessageHandler.class))
                    .isInstanceOf(KafkaSimpleBrokerMessageHandler.class);
        }
    }

    @Test
    void userDestinationsWork() throws Exception {
        try (ConfigurableApplicationContext application = UntouchedApplication.start();
                StompTestClient client = new StompTestClient(UntouchedApplication.addressOf(application))) {
            client.subscribe("/user/queue/answers", true);

            client.send("/app/whoami", "Ada");

            assertThat(client.next()).isEqualTo("You are Ada");
        }
    }

    @Test
    void twoApplicationsOfOneJvmShareOneKafka() throws Exception {
        try (ConfigurableApplicationContext first = UntouchedApplication.start();
                ConfigurableApplicationContext second = UntouchedApplication.start("chat.relay.kafka.bootstrap-servers="
                        + first.getBean(EmbeddedKafkaBroker.class).bootstrapServers());
                StompTestClient sender = new StompTestClient(UntouchedApplication.addressOf(first));
                StompTestClient receiver = new StompTestClient(UntouchedApplication.addressOf(second))) {
            assertThat(second.getBeanNamesForType(EmbeddedKafkaBroker.class)).isEmpty();
            receiver.subscribe("/topic/greetings", true);

            sender.send("/topic/greetings", "across");

            assertThat(receiver.next()).isEqualTo("across");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring.main.lazy-initialization=true", "spring.task.execution.mode=force"})
    void worksInApplicationsThat(String property) throws Exception {
        try (ConfigurableApplicationContext application = UntouchedApplication.start(property);
                StompTestClient client = new StompTestClient(UntouchedApplication.addressOf(application))) {
            client.subscribe("/topic/greetings", true);

            client.send("/app/greetings", "World");

            assertThat(client.next()).isEqualTo("Hello World");
            assertThat(KafkaLog.read(application
                            .getBean(BridgeSettings.class)
                            .bootstrapServers()
                            .get(0)))
                    .containsExactly("/topic/greetings=Hello World");
        }
    }

    @Test
    void whenDisabledTheApplicationIsAsItWas() throws Exception {
        try (ConfigurableApplicationContext application = UntouchedApplication.start("chat.relay.enabled=false");
                StompTestClient client = new StompTestClient(UntouchedApplication.addressOf(application))) {
            client.subscribe("/topic/greetings", false);

            client.send("/app/greetings", "World");

            assertThat(client.next()).isEqualTo("Hello World");
            assertThat(application.getBean(SimpleBrokerMessageHandler.class).getClass())
                    .isEqualTo(SimpleBrokerMessageHandler.class);
            assertThat(application.getBeanNamesForType(EmbeddedKafkaBroker.class))
                    .isEmpty();
        }
    }

    @Test
    void embeddedBrokerUsesThePortAndKeepsTheLogOfItsDirectory(@TempDir Path directory) throws Exception {
        int port = freePort();
        String[] properties = {
            "chat.relay.embedded.port=" + port, "chat.relay.embedded.data-directory=" + directory.resolve("kafka")
        };
        try (ConfigurableApplicationContext application = UntouchedApplication.start(properties);
                StompTestClient client = new StompTestClient(UntouchedApplication.addressOf(application))) {
            client.subscribe("/topic/greetings", true);
            client.send("/topic/greetings", "kept");
            assertThat(client.next()).isEqualTo("kept");
        }

        try (ConfigurableApplicationContext restarted = UntouchedApplication.start(properties)) {
            assertThat(restarted.getBean(EmbeddedKafkaBroker.class).port()).isEqualTo(port);
            assertThat(KafkaLog.read("127.0.0.1:" + port)).containsExactly("/topic/greetings=kept");
        }
    }

    @Test
    void explainsThatTheDirectoryIsUsedByAnother(@TempDir Path directory) {
        EmbeddedKafkaSettings settings = EmbeddedKafkaSettings.defaults().withDataDirectory(directory);
        try (EmbeddedKafkaBroker other = EmbeddedKafkaBroker.start(settings)) {
            assertThat(other.dataDirectory()).isEqualTo(directory);

            Throwable failure =
                    catchThrowable(() -> UntouchedApplication.start("chat.relay.embedded.data-directory=" + directory)
                            .close());
            FailureAnalysis analysis = FailureAnalyzersTests.analyze(failure);

            assertThat(analysis.getDescription()).contains("another one uses its data directory " + directory);
            assertThat(analysis.getAction())
                    .contains("chat.relay.embedded.data-directory", "chat.relay.kafka.bootstrap-servers");
        }
    }

    private static ConfigurableApplicationContext startAndAwaitKafka() {
        ConfigurableApplicationContext application = UntouchedApplication.start();
        SimpleBrokerMessageHandler handler = application.getBean(SimpleBrokerMessageHandler.class);
        await().atMost(Duration.ofSeconds(30)).until(handler::isBrokerAvailable);
        return application;
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}

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

import io.chatrelay.bridge.KafkaSimpleBrokerMessageHandler;
import io.chatrelay.bridge.settings.BridgeSettings;
import io.chatrelay.embedded.EmbeddedKafkaBroker;
import io.chatrelay.starter.KafkaLog;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;

@Tag("slow")
class ChatRelayApplicationIT {

    /** Without a property of ours, so that it has started a Kafka broker. Each test has destinations of its own. */
    private static ConfigurableApplicationContext untouched;

    @BeforeAll
    static void start() {
        untouched = UntouchedApplication.start();
    }

    @AfterAll
    static void stop() {
        untouched.close();
    }

    @Test
    void untouchedApplicationGetsItsMessagesThroughKafka() throws Exception {
        try (StompTestClient client = new StompTestClient(UntouchedApplication.addressOf(untouched))) {
            client.subscribe("/topic/greetings", true);

            client.send("/topic/greetings", "from the client");
            assertThat(client.next()).isEqualTo("from the client");
            client.send("/app/greetings", "World");
            assertThat(client.next()).isEqualTo("Hello World");
            untouched.getBean(SimpMessagingTemplate.class).convertAndSend("/topic/greetings", "from the server");
            assertThat(client.next()).isEqualTo("from the server");

            assertThat(KafkaLog.read(serversOfUntouched()))
                    .filteredOn(record -> record.startsWith("/topic/greetings="))
                    .containsExactly(
                            "/topic/greetings=from the client",
                            "/topic/greetings=Hello World",
                            "/topic/greetings=from the server");
            assertThat(untouched.getBean(SimpleBrokerMessageHandler.class))
                    .isInstanceOf(KafkaSimpleBrokerMessageHandler.class);
        }
    }

    @Test
    void userDestinationsWork() throws Exception {
        try (StompTestClient client = new StompTestClient(UntouchedApplication.addressOf(untouched))) {
            client.subscribe("/user/queue/answers", true);

            client.send("/app/whoami", "Ada");

            assertThat(client.next()).isEqualTo("You are Ada");
        }
    }

    @Test
    void twoApplicationsOfOneJvmShareOneKafka() throws Exception {
        try (ConfigurableApplicationContext second =
                        UntouchedApplication.start("chat.relay.kafka.bootstrap-servers=" + serversOfUntouched());
                StompTestClient sender = new StompTestClient(UntouchedApplication.addressOf(untouched));
                StompTestClient receiver = new StompTestClient(UntouchedApplication.addressOf(second))) {
            assertThat(second.getBeanNamesForType(EmbeddedKafkaBroker.class)).isEmpty();
            receiver.subscribe("/topic/across", true);

            sender.send("/topic/across", "across");

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
    void explainsThatTheDirectoryIsUsedByAnother() {
        Path directory = untouched.getBean(EmbeddedKafkaBroker.class).dataDirectory();

        Throwable failure =
                catchThrowable(() -> UntouchedApplication.start("chat.relay.embedded.data-directory=" + directory)
                        .close());
        FailureAnalysis analysis = FailureAnalyzersTests.analyze(failure);

        assertThat(analysis.getDescription()).contains("another one uses its data directory " + directory);
        assertThat(analysis.getAction())
                .contains("chat.relay.embedded.data-directory", "chat.relay.kafka.bootstrap-servers");
    }

    private static String serversOfUntouched() {
        return untouched.getBean(EmbeddedKafkaBroker.class).bootstrapServers();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}

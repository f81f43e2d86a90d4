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
package io.chatrelay.benchmarks.endtoend.server;

import io.chatrelay.bridge.KafkaStompBroker;
import io.chatrelay.bridge.delivery.BrokerStatistics;
import io.chatrelay.testing.process.ServerConsole;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/**
 * An application as anybody would write it, on any free port of the loopback interface. With
 * {@code --chat.relay.enabled=false} it is the one with Spring's simple broker.
 */
@SpringBootApplication
@EnableWebSocketMessageBroker
public class BenchmarkApplication implements WebSocketMessageBrokerConfigurer {
    public static void main(String[] arguments) throws IOException {
        SpringApplication application = new SpringApplication(BenchmarkApplication.class);
        application.setDefaultProperties(Map.of(
                "server.address", "127.0.0.1",
                "server.port", "0",
                "spring.main.banner-mode", "off",
                // The one of the tests is on the class path, too.
                "logging.config", "classpath:io/chatrelay/embedded/logback-main.xml",
                "logging.level.root", "warn"));
        ConfigurableApplicationContext context = application.run(arguments);
        ServerConsole.serve(
                "127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"),
                Map.of(ServerConsole.STATISTICS, () -> statistics(context)));
        context.close();
    }

    /** Zeros without the relay. */
    private static String statistics(ConfigurableApplicationContext context) {
        BrokerStatistics done = context.getBeanProvider(KafkaStompBroker.class)
                .orderedStream()
                .map(KafkaStompBroker::statistics)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(new BrokerStatistics(0, 0, 0));
        return done.recordsRead() + " " + done.segmentsRead() + " " + done.replaysDone();
    }

    @Override
    public void registerStompEndpoints(StompEndpointRegistry registry) {
        registry.addEndpoint("/ws");
    }

    @Override
    public void configureMessageBroker(MessageBrokerRegistry registry) {
        registry.enableSimpleBroker("/topic", "/queue");
        registry.setApplicationDestinationPrefixes("/app");
    }
}

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
package io.chatrelay.proof.cluster;

import io.chatrelay.testing.process.ServerConsole;
import java.io.IOException;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/** A node: an application as anybody would write it, on a port of the loopback interface, until standard input ends. */
@SpringBootApplication
@EnableWebSocketMessageBroker
public class ProofApplication implements WebSocketMessageBrokerConfigurer {

    public static void main(String[] arguments) throws IOException {
        ServerConsole.endWithParent();
        SpringApplication application = new SpringApplication(ProofApplication.class);
        application.setDefaultProperties(Map.of("server.address", "127.0.0.1", "spring.main.banner-mode", "off"));
        try (ConfigurableApplicationContext context = application.run(arguments)) {
            ServerConsole.serve("127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
        }
    }

    @Override
    public void registerStompEndpoints(StompEndpointRegistry registry) {
        registry.addEndpoint(Injection.NONE.path());
    }

    @Override
    public void configureMessageBroker(MessageBrokerRegistry registry) {
        registry.enableSimpleBroker("/topic");
    }
}

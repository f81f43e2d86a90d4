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
package io.chatrelay.websocket;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** An application with Spring's simple broker behind our protocol handling, on a free port. */
final class ProtocolNode implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private ProtocolNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static ProtocolNode start(Class<?> configuration) {
        return new ProtocolNode(new SpringApplicationBuilder(Base.class, configuration)
                .web(WebApplicationType.SERVLET)
                .properties(Map.of(
                        "chat.relay.enabled", "false",
                        "server.port", "0",
                        "server.address", "127.0.0.1",
                        // a poll that nobody waits for must not hold up the end of a test
                        "server.shutdown", "immediate",
                        "spring.main.banner-mode", "off"))
                .run());
    }

    URI webSocket() {
        return URI.create("ws://127.0.0.1:" + port() + "/ws");
    }

    URI sockJs() {
        return URI.create("http://127.0.0.1:" + port() + "/sockjs");
    }

    private int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Base {}
}

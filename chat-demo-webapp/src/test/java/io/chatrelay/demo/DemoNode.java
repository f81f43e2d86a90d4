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
package io.chatrelay.demo;

import io.chatrelay.embedded.EmbeddedKafkaBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** One node of the chat in this JVM, on a port of its own. */
public final class DemoNode implements AutoCloseable {

    private final WebServerApplicationContext context;

    private DemoNode(int port, String... properties) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--server.port=" + port);
        arguments.add("--server.shutdown=immediate");
        for (String property : properties) {
            arguments.add("--" + property);
        }
        this.context = (WebServerApplicationContext)
                new SpringApplicationBuilder(ChatDemoApplication.class).run(arguments.toArray(String[]::new));
    }

    /** A node whose messages go through memory only. */
    public static DemoNode withoutKafka() {
        return new DemoNode(0, "chat.relay.enabled=false", "chat.relay.embedded.enabled=false");
    }

    /** A node on a Kafka broker that others may use too. */
    public static DemoNode on(EmbeddedKafkaBroker kafka) {
        return on(kafka, 0);
    }

    /** A node on a given port, so that it can take the place of one before it. */
    public static DemoNode on(EmbeddedKafkaBroker kafka, int port) {
        return new DemoNode(port, "chat.relay.kafka.bootstrap-servers=127.0.0.1:" + kafka.port());
    }

    /** Where the node is, without a slash at the end. */
    public String address() {
        return "http://127.0.0.1:" + port();
    }

    /** The port it listens on. */
    public int port() {
        return Objects.requireNonNull(this.context.getWebServer()).getPort();
    }

    @Override
    public void close() {
        SpringApplication.exit(this.context);
    }
}

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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What an application that has the starter serves to browsers, without a line of its own. */
class ChatRelayModuleIT {

    private static final String MODULE = "/webjars/chat-relay/chat-relay.js";

    private static final Path RESOURCES = Path.of("src/main/resources/META-INF/resources");

    private static ConfigurableApplicationContext application;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        application = UntouchedApplication.start("chat.relay.enabled=false", "chat.relay.embedded.enabled=false");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void servesTheModuleAndAllThatItImportsAsJavaScript() throws Exception {
        Set<String> served = new LinkedHashSet<>();
        Deque<URI> open = new ArrayDeque<>(Set.of(URI.create(MODULE)));
        while (!open.isEmpty()) {
            URI path = open.remove();
            if (served.add(path.toString())) {
                HttpResponse<String> response = get(path.toString());

                assertThat(response.statusCode()).as(path.toString()).isEqualTo(200);
                assertThat(contentType(response)).matches("(text|application)/javascript(;.*)?");
                Pattern.compile("^import .* from \"(\\..+)\";$", Pattern.MULTILINE)
                        .matcher(response.body())
                        .results()
                        .forEach(found -> open.add(path.resolve(found.group(1))));
            }
        }
        assertThat(served).contains("/webjars/chat-relay/internal/subscription.js");
    }

    @Test
    void servesTheTypes() throws Exception {
        HttpResponse<String> response = get("/webjars/chat-relay/chat-relay.d.ts");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo(Files.readString(RESOURCES.resolve("webjars/chat-relay/chat-relay.d.ts")));
    }

    private static String contentType(HttpResponse<String> response) {
        return response.headers().firstValue("Content-Type").orElse("none");
    }

    private HttpResponse<String> get(String path) throws Exception {
        String address = "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port");
        return this.http.send(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
    }
}

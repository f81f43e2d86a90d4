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
package io.chatrelay.demo.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.demo.DemoNode;
import io.chatrelay.demo.SharedNodes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedNodes.class)
class OriginIT {

    private final DemoNode node;

    private final HttpClient http = HttpClient.newHttpClient();

    OriginIT(DemoNode node) {
        this.node = node;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/sockjs/info", "/sockjs/000/abcdefgh/xhr_streaming"})
    void keepsPagesOfOtherOriginsOut(String path) throws Exception {
        assertThat(request(path, "https://elsewhere.example").statusCode()).isEqualTo(403);
    }

    @Test
    void letsItsOwnPagesIn() throws Exception {
        assertThat(request("/sockjs/info", this.node.address()).statusCode()).isEqualTo(200);
        // No upgrade was asked for, so it goes no further than this; the browser tests do.
        assertThat(request("/ws", this.node.address()).statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> request(String path, String origin) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(this.node.address() + path))
                .header("Origin", origin)
                .method(path.endsWith("streaming") ? "POST" : "GET", HttpRequest.BodyPublishers.noBody())
                .build();
        return this.http.send(request, BodyHandlers.ofString());
    }
}

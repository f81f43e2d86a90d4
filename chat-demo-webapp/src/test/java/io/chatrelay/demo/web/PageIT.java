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
package io.chatrelay.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.demo.DemoNode;
import io.chatrelay.demo.SharedNodes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedNodes.class)
class PageIT {

    private final DemoNode node;

    private final HttpClient http = HttpClient.newHttpClient();

    PageIT(DemoNode node) {
        this.node = node;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rooms/lobby", "/rooms/b%C3%BCro", "/js/app.js", "/api/rooms"})
    void letsNoScriptInButItsOwn(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe", "*", "data:");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void hasNoInlineScriptOrStyleAndLoadsFromNowhereElse() throws Exception {
        String page = get("/rooms/lobby").body();

        assertThat(page).doesNotContainPattern("<script(?![^>]* src=)");
        assertThat(page).doesNotContainPattern("\\s(on\\w+|style)=");
        assertThat(page).doesNotContainPattern("(src|href)=\"(https?:)?//");
    }

    @Test
    void hasEveryFileThatThePageAndItsModulesName() throws Exception {
        String page = get("/rooms/lobby").body();
        Pattern.compile("(?:src|href)=\"(/[^\"]+)\"").matcher(page).results().forEach(found -> assertThat(
                        statusOf(found.group(1)))
                .as(found.group(1))
                .isEqualTo(200));

        assertThat(statusOf("/webjars/stomp__stompjs/esm6/index.js")).isEqualTo(200);
        assertThat(statusOf("/webjars/sockjs-client/dist/sockjs.min.js")).isEqualTo(200);
        assertThat(statusOf("/webjars/chat-relay/chat-relay.js")).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/", "/rooms", "/rooms/"})
    void leadsToTheLobby(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location").orElseThrow()).endsWith("/rooms/lobby");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/log/records?room=No%20Room, room: \"No Room\"",
        "/api/log/records?limit=0, limit: \"0\"",
        "/api/log/records?limit=many, limit: not of the expected form",
        "/api/log/positions/x, messageId: \"x\""
    })
    void saysWhichRuleAWrongValueBreaks(String path, String expected) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body().replace("\\\"", "\""))
                .contains(expected)
                .doesNotContain("io.chatrelay", "Exception");
    }

    @Test
    void saysThatThereIsNoKafkaBehindIt() throws Exception {
        assertThat(get("/api/log").body()).isEqualTo("{\"topic\":null}");
        assertThat(get("/api/log/records").body()).isEqualTo("[]");
        assertThat(get("/api/log/records?room=lobby").body()).isEqualTo("[]");
    }

    private int statusOf(String path) {
        try {
            return get(path).statusCode();
        } catch (IOException failure) {
            throw new AssertionError(path, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(path, interrupted);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return this.http.send(
                HttpRequest.newBuilder(URI.create(this.node.address() + path)).build(), BodyHandlers.ofString());
    }
}

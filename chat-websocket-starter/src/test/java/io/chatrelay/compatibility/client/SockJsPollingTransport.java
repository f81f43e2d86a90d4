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
package io.chatrelay.compatibility.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.UUID;

/** SockJS over XHR polling: one request at a time waits for messages, others bring messages to the server. */
final class SockJsPollingTransport implements Transport {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String session;
    private final String query;
    private final Inbox inbox;
    private volatile boolean closed;

    private SockJsPollingTransport(String session, String query, Inbox inbox) {
        this.session = session;
        this.query = query;
        this.inbox = inbox;
    }

    static SockJsPollingTransport open(URI sockJs, Inbox inbox) {
        String query = sockJs.getRawQuery() == null ? "" : "?" + sockJs.getRawQuery();
        String session = "http://%s%s/000/%s".formatted(sockJs.getAuthority(), sockJs.getPath(), UUID.randomUUID());
        SockJsPollingTransport transport = new SockJsPollingTransport(session, query, inbox);
        transport.poll();
        Thread poller = new Thread(transport::pollUntilClosed, "sockjs-polling");
        poller.setDaemon(true);
        poller.start();
        return transport;
    }

    @Override
    public void sendText(String message) {
        HttpResponse<String> response = post("/xhr_send", SockJsMessages.encode(message));
        if (response.statusCode() != 204) {
            throw new IllegalStateException("xhr_send answered " + response.statusCode() + ": " + response.body());
        }
    }

    @Override
    public void sendFragment(String piece, boolean last) {
        throw new UnsupportedOperationException("SockJS has no fragments");
    }

    @Override
    public void sendBinary(ByteBuffer message) {
        throw new UnsupportedOperationException("SockJS carries text only");
    }

    @Override
    public void close() {
        closed = true;
    }

    private void pollUntilClosed() {
        try {
            while (!closed && !inbox.closeCode().isDone()) {
                poll();
            }
        } catch (RuntimeException ex) {
            inbox.failed(ex);
        }
    }

    private void poll() {
        HttpResponse<String> response = post("/xhr", "");
        if (response.statusCode() != 200) {
            throw new IllegalStateException("xhr answered " + response.statusCode());
        }
        response.body().lines().forEach(line -> SockJsMessages.decode(line, inbox));
    }

    private HttpResponse<String> post(String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(session + path + query))
                .header("Content-Type", "text/plain;charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException ex) {
            throw new IllegalStateException(path + " failed", ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(path + " was interrupted", ex);
        }
    }
}

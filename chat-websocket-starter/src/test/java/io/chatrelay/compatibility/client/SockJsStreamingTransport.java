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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * SockJS over HTTP responses that go on until they are long enough, with a pause before the next; others bring messages to the
 * server.
 */
final class SockJsStreamingTransport implements Transport {

    private static final String PRELUDE = "h".repeat(2048);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String session;
    private final boolean eventSource;
    private final Duration pause;
    private final Inbox inbox;
    private volatile boolean closed;

    private SockJsStreamingTransport(String session, boolean eventSource, Duration pause, Inbox inbox) {
        this.session = session;
        this.eventSource = eventSource;
        this.pause = pause;
        this.inbox = inbox;
    }

    static SockJsStreamingTransport open(URI sockJs, boolean eventSource, Duration pause, Inbox inbox) {
        String session = "http://%s%s/000/%s".formatted(sockJs.getAuthority(), sockJs.getPath(), UUID.randomUUID());
        SockJsStreamingTransport transport = new SockJsStreamingTransport(session, eventSource, pause, inbox);
        BufferedReader first = transport.request();
        Thread reader = new Thread(() -> transport.readUntilClosed(first), "sockjs-streaming");
        reader.setDaemon(true);
        reader.start();
        return transport;
    }

    @Override
    public void sendText(String message) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(session + "/xhr_send"))
                .header("Content-Type", "text/plain;charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(SockJsMessages.encode(message)))
                .build();
        HttpResponse<Void> response = exchange(request, BodyHandlers.discarding());
        if (response.statusCode() != 204) {
            throw new IllegalStateException("xhr_send answered " + response.statusCode());
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

    private void readUntilClosed(BufferedReader first) {
        try {
            BufferedReader response = first;
            while (true) {
                response.lines().forEach(this::decode);
                if (closed || inbox.closeCode().isDone()) {
                    return;
                }
                LockSupport.parkNanos(pause.toNanos());
                response = request();
            }
        } catch (UncheckedIOException | IllegalStateException ex) {
            inbox.failed(ex);
        }
    }

    private void decode(String line) {
        String frame = eventSource && line.startsWith("data: ") ? line.substring("data: ".length()) : line;
        if (!frame.isEmpty() && !frame.equals(PRELUDE)) {
            SockJsMessages.decode(frame, inbox);
        }
    }

    /** Opens a response; its first line is the prelude. */
    private BufferedReader request() {
        URI uri = URI.create(session + (eventSource ? "/eventsource" : "/xhr_streaming"));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        BufferedReader body = new BufferedReader(new InputStreamReader(
                exchange(
                                eventSource
                                        ? request.build()
                                        : request.POST(HttpRequest.BodyPublishers.noBody())
                                                .build(),
                                BodyHandlers.ofInputStream())
                        .body(),
                StandardCharsets.UTF_8));
        try {
            String prelude = body.readLine();
            if (!(eventSource ? "" : PRELUDE).equals(prelude)) {
                throw new IllegalStateException("no prelude: " + prelude);
            }
            return body;
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(request + " was interrupted", ex);
        }
    }
}

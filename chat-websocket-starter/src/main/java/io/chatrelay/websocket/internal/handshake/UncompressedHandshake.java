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
package io.chatrelay.websocket.internal.handshake;

import static org.springframework.web.socket.WebSocketHttpHeaders.SEC_WEBSOCKET_EXTENSIONS;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServletServerHttpRequest;

/** A request to open a WebSocket in which the client does not offer to compress. */
final class UncompressedHandshake extends ServletServerHttpRequest {
    private final HttpHeaders headers;

    private UncompressedHandshake(ServletServerHttpRequest original, List<String> offers) {
        super(new Servlet(original.getServletRequest()));
        // Not those of the servlet's request: an interceptor may have changed them.
        headers = HttpHeaders.copyOf(original.getHeaders());
        List<String> remaining = ExtensionOffers.withoutCompression(offers);
        if (remaining.isEmpty()) {
            headers.remove(SEC_WEBSOCKET_EXTENSIONS);
        } else {
            headers.put(SEC_WEBSOCKET_EXTENSIONS, remaining);
        }
    }

    /** Returns the request to answer instead; the same one if there is nothing to hide. */
    static ServletServerHttpRequest of(ServletServerHttpRequest request) {
        List<String> offers = request.getHeaders().getOrEmpty(SEC_WEBSOCKET_EXTENSIONS);
        return offers.isEmpty() ? request : new UncompressedHandshake(request, offers);
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    private static final class Servlet extends HttpServletRequestWrapper {
        Servlet(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return SEC_WEBSOCKET_EXTENSIONS.equalsIgnoreCase(name)
                    ? offers().stream().findFirst().orElse(null)
                    : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return SEC_WEBSOCKET_EXTENSIONS.equalsIgnoreCase(name)
                    ? Collections.enumeration(offers())
                    : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            List<String> names = Collections.list(super.getHeaderNames());
            if (offers().isEmpty()) {
                names.removeIf(SEC_WEBSOCKET_EXTENSIONS::equalsIgnoreCase);
            }
            return Collections.enumeration(names);
        }

        private List<String> offers() {
            return ExtensionOffers.withoutCompression(Collections.list(super.getHeaders(SEC_WEBSOCKET_EXTENSIONS)));
        }
    }
}

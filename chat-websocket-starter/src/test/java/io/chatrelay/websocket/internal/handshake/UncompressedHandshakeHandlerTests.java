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

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.same;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.server.RequestUpgradeStrategy;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

class UncompressedHandshakeHandlerTests {
    private static final String OFFERS = "Sec-WebSocket-Extensions";
    private static final String COMPRESSION = "permessage-deflate; client_max_window_bits";

    private final MockHttpServletRequest servletRequest = new MockHttpServletRequest("GET", "/ws");
    private final ServerHttpResponse response = mock(ServerHttpResponse.class);
    private final WebSocketHandler webSocketHandler = mock(WebSocketHandler.class);

    private ServerHttpRequest handledInsteadOf(ServerHttpRequest request) {
        HandshakeHandler delegate = mock(HandshakeHandler.class);
        Map<String, Object> attributes = Map.of("a", "b");
        ArgumentCaptor<ServerHttpRequest> handled = ArgumentCaptor.captor();
        when(delegate.doHandshake(any(), same(response), same(webSocketHandler), same(attributes)))
                .thenReturn(true);

        assertThat(new UncompressedHandshakeHandler(delegate)
                        .doHandshake(request, response, webSocketHandler, attributes))
                .isTrue();

        verify(delegate).doHandshake(handled.capture(), any(), any(), any());
        return handled.getValue();
    }

    @Test
    void hidesTheOnlyOfferFromSpringAndTheContainer() {
        servletRequest.addHeader(OFFERS, COMPRESSION);
        servletRequest.addHeader("Host", "localhost");

        ServletServerHttpRequest handled =
                (ServletServerHttpRequest) handledInsteadOf(new ServletServerHttpRequest(servletRequest));

        assertThat(handled.getHeaders().headerNames()).containsExactly("Host");
        assertThat(handled.getServletRequest().getHeader("sec-websocket-extensions"))
                .isNull();
        assertThat(handled.getServletRequest().getHeaders(OFFERS).hasMoreElements())
                .isFalse();
        assertThat(Collections.list(handled.getServletRequest().getHeaderNames()))
                .containsExactly("Host");
        assertThat(handled.getServletRequest().getHeader("Host")).isEqualTo("localhost");
    }

    @Test
    void leavesOtherOffers() {
        servletRequest.addHeader(OFFERS, COMPRESSION + ", mux");
        servletRequest.addHeader(OFFERS, "identity");

        ServletServerHttpRequest handled =
                (ServletServerHttpRequest) handledInsteadOf(new ServletServerHttpRequest(servletRequest));

        assertThat(handled.getHeaders().get(OFFERS)).containsExactly("mux", "identity");
        assertThat(handled.getServletRequest().getHeader(OFFERS)).isEqualTo("mux");
        assertThat(Collections.list(handled.getServletRequest().getHeaders(OFFERS)))
                .containsExactly("mux", "identity");
        assertThat(Collections.list(handled.getServletRequest().getHeaderNames()))
                .containsExactly(OFFERS);
    }

    @Test
    void headersThatAnInterceptorHasChangedStayChanged() {
        servletRequest.addHeader(OFFERS, COMPRESSION);
        ServletServerHttpRequest request = new ServletServerHttpRequest(servletRequest);
        request.getHeaders().set("Sec-WebSocket-Protocol", "v12.stomp");

        ServerHttpRequest handled = handledInsteadOf(request);

        assertThat(handled.getHeaders().get("Sec-WebSocket-Protocol")).containsExactly("v12.stomp");
        assertThat(request.getHeaders().get(OFFERS)).containsExactly(COMPRESSION);
    }

    @Test
    void requestWithoutOffersIsHandledItself() {
        ServletServerHttpRequest request = new ServletServerHttpRequest(servletRequest);

        assertThat(handledInsteadOf(request)).isSameAs(request);
    }

    @Test
    void requestOfAnotherKindIsHandledItself() {
        ServerHttpRequest request = mock(ServerHttpRequest.class);

        assertThat(handledInsteadOf(request)).isSameAs(request);
    }

    @Test
    void startsStopsAndInformsTheHandlerBehind() {
        InformedHandler behind = new InformedHandler();
        UncompressedHandshakeHandler handler = new UncompressedHandshakeHandler(behind);
        MockServletContext context = new MockServletContext();

        handler.setServletContext(context);
        handler.start();

        assertThat(behind.context).isSameAs(context);
        assertThat(handler.isRunning()).isTrue();
        assertThat(behind.isRunning()).isTrue();

        handler.stop();

        assertThat(handler.isRunning()).isFalse();
        assertThat(behind.isRunning()).isFalse();
    }

    private static final class InformedHandler extends DefaultHandshakeHandler {
        private @Nullable ServletContext context;

        InformedHandler() {
            super(mock(RequestUpgradeStrategy.class));
        }

        @Override
        public void setServletContext(ServletContext servletContext) {
            context = servletContext;
        }
    }
}

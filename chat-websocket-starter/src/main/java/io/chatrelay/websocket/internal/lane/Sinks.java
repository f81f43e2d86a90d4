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
package io.chatrelay.websocket.internal.lane;

import io.chatrelay.websocket.internal.closing.ClosingSession;
import jakarta.websocket.Session;
import java.util.concurrent.Executor;
import org.apache.tomcat.websocket.WsSession;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.jetty.JettyWebSocketSession;
import org.springframework.web.socket.adapter.standard.StandardWebSocketSession;
import org.springframework.web.socket.handler.ConcurrentWebSocketSessionDecorator;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;
import org.springframework.web.socket.sockjs.transport.SockJsSession;

/** Finds the cheapest way to write to a session that leaves nothing of the application out. */
final class Sinks {
    private static final boolean TOMCAT =
            ClassUtils.isPresent("org.apache.tomcat.websocket.WsSession", Sinks.class.getClassLoader());
    private static final boolean JAKARTA =
            ClassUtils.isPresent("jakarta.websocket.Session", Sinks.class.getClassLoader());

    private static final boolean JETTY =
            ClassUtils.isPresent("org.eclipse.jetty.websocket.common.WebSocketSession", Sinks.class.getClassLoader());

    private Sinks() {}

    static FrameSink of(WebSocketSession session, Executor threads) {
        WebSocketSession container = withoutSpringsDecorators(session);
        FrameSink direct = JAKARTA ? JakartaSessions.sinkOf(container, threads) : null;
        if (direct == null && JETTY) {
            direct = JettySessions.sinkOf(container);
        }
        if (direct != null) {
            return direct;
        }
        WebSocketSession innermost = WebSocketSessionDecorator.unwrap(session);
        return new BlockingSink(
                session,
                innermost instanceof SockJsSession,
                innermost instanceof MessageBacklog backlog ? backlog : null);
    }

    /** A decorator of the application wants to see what is sent, so it stays. */
    private static WebSocketSession withoutSpringsDecorators(WebSocketSession session) {
        WebSocketSession inner = session;
        while (inner instanceof WebSocketSessionDecorator decorator
                && (inner.getClass() == ConcurrentWebSocketSessionDecorator.class
                        || inner.getClass() == ClosingSession.class)) {
            inner = decorator.getDelegate();
        }
        return inner;
    }

    private static final class JakartaSessions {
        private JakartaSessions() {}

        static @Nullable FrameSink sinkOf(WebSocketSession container, Executor threads) {
            if (container.getClass() != StandardWebSocketSession.class) {
                return null;
            }
            Session session = ((StandardWebSocketSession) container).getNativeSession();
            FrameSink direct = TOMCAT ? TomcatSessions.sinkOf(session, threads) : null;
            return direct != null ? direct : new AsyncRemoteSink(session.getAsyncRemote());
        }
    }

    private static final class TomcatSessions {
        private TomcatSessions() {}

        static @Nullable FrameSink sinkOf(Session session, Executor threads) {
            // An extension, such as compression, changes the bytes of a message.
            if (!(session instanceof WsSession tomcatSession)
                    || !session.getNegotiatedExtensions().isEmpty()) {
                return null;
            }
            TomcatEndpoint endpoint = TomcatEndpoint.of(tomcatSession);
            return endpoint == null ? null : new TomcatSink(tomcatSession, endpoint, threads);
        }
    }

    private static final class JettySessions {
        private JettySessions() {}

        static @Nullable FrameSink sinkOf(WebSocketSession container) {
            return container.getClass() == JettyWebSocketSession.class
                            && ((JettyWebSocketSession) container).getNativeSession()
                                    instanceof org.eclipse.jetty.websocket.common.WebSocketSession jettySession
                    ? new JettySink(jettySession.getCoreSession())
                    : null;
        }
    }
}

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

import io.chatrelay.websocket.internal.lane.LaneThreads;
import io.chatrelay.websocket.internal.session.ClientConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.messaging.SubProtocolWebSocketHandler;

/**
 * Takes leave of the clients before the web server stops: their sessions are closed with 1012 (service restart), so that
 * they know to connect again, elsewhere or here. Without it the server would cut them off first (1006), because Spring
 * closes sessions only after the web server has gone.
 *
 * <p>The order is random and large numbers are spread over two seconds, so that not all come back at one moment.
 */
public final class SessionDrain implements SmartLifecycle {

    private static final Logger logger = LoggerFactory.getLogger(SessionDrain.class);

    private static final int SESSIONS_AT_ONCE = 100;

    private static final long SPREAD_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** For the clients that do not read: a container may wait for each of them. The web server cuts them off later. */
    private static final long PATIENCE_MILLIS = 2_000;

    private final ListableBeanFactory beanFactory;

    private volatile List<RelayStompProtocolHandler> handlers = List.of();

    private volatile boolean running;

    /** @param beanFactory has the application's WebSocket handlers */
    public SessionDrain(ListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    @Override
    public void start() {
        List<RelayStompProtocolHandler> found = new ArrayList<>();
        for (WebSocketHandler bean : this.beanFactory
                .getBeansOfType(WebSocketHandler.class, false, false)
                .values()) {
            if (WebSocketHandlerDecorator.unwrap(bean) instanceof SubProtocolWebSocketHandler webSocketHandler) {
                webSocketHandler.getProtocolHandlers().stream()
                        .filter(RelayStompProtocolHandler.class::isInstance)
                        .map(RelayStompProtocolHandler.class::cast)
                        .forEach(found::add);
            }
        }
        found.forEach(RelayStompProtocolHandler::acceptSessions);
        this.handlers = found;
        this.running = true;
    }

    @Override
    public void stop() {
        this.running = false;
        List<ClientConnection> open = new ArrayList<>();
        this.handlers.forEach(handler -> open.addAll(handler.refuseSessions()));
        Collections.shuffle(open);
        int turns = Math.max(1, (open.size() + SESSIONS_AT_ONCE - 1) / SESSIONS_AT_ONCE);
        int perTurn = (open.size() + turns - 1) / turns;
        Executor threads = LaneThreads.create();
        CountDownLatch closing = new CountDownLatch(open.size());
        for (int turn = 0; turn < turns; turn++) {
            for (ClientConnection connection :
                    open.subList(turn * perTurn, Math.min(open.size(), (turn + 1) * perTurn))) {
                threads.execute(() -> {
                    close(connection);
                    closing.countDown();
                });
            }
            if (turn < turns - 1) {
                LockSupport.parkNanos(SPREAD_NANOS / turns);
            }
        }
        await(closing);
    }

    private static void close(ClientConnection connection) {
        @Nullable Exception failure = connection.close(CloseStatus.SERVICE_RESTARTED);
        if (failure != null) {
            logger.atDebug().setCause(failure).log("A session could not be closed, it has probably gone");
        }
    }

    private static void await(CountDownLatch closing) {
        try {
            if (!closing.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                logger.atDebug()
                        .addKeyValue("sessions", closing.getCount())
                        .log("The clients of some sessions do not take their leave");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }

    /** Stops before everything else, the web server included. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}

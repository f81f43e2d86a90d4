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

import jakarta.servlet.ServletContext;
import org.springframework.context.Lifecycle;
import org.springframework.web.context.ServletContextAware;
import org.springframework.web.socket.server.HandshakeHandler;

/** Stands before a handshake handler, which is started, stopped and told the servlet context as if it stood alone. */
public abstract class HandshakeHandlerDecorator implements HandshakeHandler, Lifecycle, ServletContextAware {
    private final HandshakeHandler delegate;
    private volatile boolean running;

    protected HandshakeHandlerDecorator(HandshakeHandler delegate) {
        this.delegate = delegate;
    }

    protected final HandshakeHandler delegate() {
        return delegate;
    }

    @Override
    public final void setServletContext(ServletContext servletContext) {
        if (delegate instanceof ServletContextAware aware) {
            aware.setServletContext(servletContext);
        }
    }

    @Override
    public final void start() {
        running = true;
        if (delegate instanceof Lifecycle lifecycle) {
            lifecycle.start();
        }
    }

    @Override
    public final void stop() {
        running = false;
        if (delegate instanceof Lifecycle lifecycle) {
            lifecycle.stop();
        }
    }

    @Override
    public final boolean isRunning() {
        return running;
    }
}

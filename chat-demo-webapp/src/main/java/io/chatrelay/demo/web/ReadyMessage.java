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

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.messaging.simp.broker.BrokerAvailabilityEvent;
import org.springframework.stereotype.Component;

/** Says where the chat is, in one line, once its pages are served and its broker takes messages, in whatever order. */
@Component
final class ReadyMessage {

    private static final Logger logger = LoggerFactory.getLogger(ReadyMessage.class);

    private @Nullable Integer port;

    private boolean brokerAvailable;

    private boolean said;

    @EventListener
    void onReady(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext context
                && context.getWebServer() != null) {
            pagesServed(context.getWebServer().getPort());
        }
    }

    @EventListener
    void onAvailability(BrokerAvailabilityEvent event) {
        brokerAvailable(event.isBrokerAvailable());
    }

    synchronized void pagesServed(int servedPort) {
        this.port = servedPort;
        sayOnce();
    }

    synchronized void brokerAvailable(boolean available) {
        this.brokerAvailable = available;
        sayOnce();
    }

    private void sayOnce() {
        if (this.port != null && this.brokerAvailable && !this.said) {
            this.said = true;
            logger.atInfo().log("Chat is ready: http://localhost:{}/rooms/lobby", this.port);
        }
    }
}

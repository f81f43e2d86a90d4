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

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ReadyMessageTests {

    private final Logger logger = (Logger) LoggerFactory.getLogger(ReadyMessage.class);

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    private final ReadyMessage message = new ReadyMessage();

    @BeforeEach
    void listen() {
        this.lines.start();
        this.logger.addAppender(this.lines);
    }

    @AfterEach
    void stopListening() {
        this.logger.detachAppender(this.lines);
    }

    @Test
    void whenTheBrokerComesLastTheAddressWaitsForIt() {
        this.message.pagesServed(8080);
        assertThat(this.lines.list).isEmpty();

        this.message.brokerAvailable(true);

        assertAddressSaidOnce();
    }

    @Test
    void whenThePagesComeLastTheAddressWaitsForThem() {
        this.message.brokerAvailable(true);
        assertThat(this.lines.list).isEmpty();

        this.message.pagesServed(8080);

        assertAddressSaidOnce();
    }

    @Test
    void brokerThatGoesAndComesBackIsNotMentioned() {
        this.message.pagesServed(8080);
        this.message.brokerAvailable(true);
        this.message.brokerAvailable(false);

        this.message.brokerAvailable(true);

        assertAddressSaidOnce();
    }

    private void assertAddressSaidOnce() {
        assertThat(this.lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("Chat is ready: http://localhost:8080/rooms/lobby");
    }
}

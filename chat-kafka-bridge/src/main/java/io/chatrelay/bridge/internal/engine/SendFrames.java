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
package io.chatrelay.bridge.internal.engine;

import io.chatrelay.bridge.internal.log.NodeLog;
import io.chatrelay.bridge.internal.publish.PublishFailedException;
import io.chatrelay.bridge.internal.publish.Publisher;
import io.chatrelay.bridge.internal.record.RecordCodec;
import io.chatrelay.bridge.internal.record.RelayedMessage;
import io.chatrelay.bridge.internal.session.ClientSession;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;

/** What SEND does, and what server code sends: both end up in the log, nobody waits for it. */
final class SendFrames {

    private final SessionFrames sessions;

    private final Publisher publisher;

    private final NodeLog log;

    private final int mostHeaders;

    /** When a failure nobody waited for was last logged, in {@link System#nanoTime}. */
    private final AtomicLong lastFailureReport = new AtomicLong(System.nanoTime() - TimeUnit.HOURS.toNanos(1));

    /** @param mostHeaders how many headers a client's SEND may have that travel with the message */
    SendFrames(SessionFrames sessions, Publisher publisher, NodeLog log, int mostHeaders) {
        this.mostHeaders = mostHeaders;
        this.sessions = sessions;
        this.publisher = publisher;
        this.log = log;
    }

    /**
     * Writes to the log what server code sent, which is not made to wait.
     *
     * @throws MessageDeliveryException if the message is refused at once
     * @param targetSession the one session it is for, if the destination names that instead of a user
     */
    void publishForServer(Message<?> message, String destination, @Nullable String targetSession) {
        PublishFailedException refused = this.publisher.publish(
                RecordCodec.fromSpring(message, destination).forSession(targetSession),
                new ServerSendOutcome(destination, this.lastFailureReport));
        if (refused != null) {
            throw new MessageDeliveryException(message, String.valueOf(refused.getMessage()), refused);
        }
    }

    /** Writes to the log what a client sent, and answers it. */
    void publishForClient(
            ClientSession session, Message<?> message, @Nullable String destination, @Nullable String targetSession) {
        String receipt = FrameHeaders.receipt(message);
        if (FrameHeaders.isClientMessage(message)) {
            this.sessions.reject(session, "MESSAGE: only a server sends it, a client uses SEND", receipt);
        } else if (destination == null || destination.isBlank()) {
            this.sessions.reject(session, "SEND: the destination header is missing", receipt);
        } else if (FrameHeaders.first(message, "transaction") != null) {
            this.sessions.reject(
                    session,
                    "SEND: the transaction header is not supported (expected: SEND without it, stored by itself)",
                    receipt);
        } else {
            RelayedMessage relayed;
            try {
                relayed = RecordCodec.fromSpring(message, destination).forSession(targetSession);
            } catch (MessageDeliveryException unsendable) {
                // An interceptor of the application has made something else of the body.
                this.sessions.reject(session, String.valueOf(unsendable.getMessage()), receipt);
                return;
            }
            int headers =
                    relayed.headers().values().stream().mapToInt(List::size).sum();
            if (headers > this.mostHeaders) {
                this.sessions.reject(
                        session,
                        "SEND: " + headers + " headers (expected: at most " + this.mostHeaders
                                + ", see chat.relay.publish.max-headers)",
                        receipt);
                return;
            }
            session.sendStarted();
            SendOutcome outcome = new SendOutcome(this.sessions, session, receipt, this.log);
            PublishFailedException refused = this.publisher.publish(relayed, outcome);
            if (refused != null) {
                outcome.failed(refused);
            }
        }
    }
}

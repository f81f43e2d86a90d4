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
package io.chatrelay.bridge;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.SubscribableChannel;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.user.UserDestinationMessageHandler;
import org.springframework.messaging.simp.user.UserDestinationResolver;
import org.springframework.messaging.simp.user.UserDestinationResult;

/**
 * Handles user destinations such as {@code /user/joe/queue/errors} so that they work across nodes: a message to a user
 * goes to the log under that very destination, and each node delivers it to the user's sessions it has. A reply to one
 * session of this node is handed over directly and is not kept.
 *
 * <p>Subscriptions to user destinations can be reached by messages to that user only, never by a pattern or by the
 * translated destination.
 *
 * @since 0.1
 */
public final class KafkaUserDestinationMessageHandler extends UserDestinationMessageHandler {

    private final KafkaStompBroker broker;

    /**
     * @param resolver what a user destination means; asked on the node that has the session
     * @param broker the broker to subscribe at and to publish through; not yet started
     */
    public KafkaUserDestinationMessageHandler(
            SubscribableChannel clientInboundChannel,
            SubscribableChannel brokerChannel,
            UserDestinationResolver resolver,
            KafkaStompBroker broker) {
        super(clientInboundChannel, brokerChannel, resolver);
        this.broker = broker;
        broker.useUserDestinations(resolver);
    }

    @Override
    public void handleMessage(Message<?> message) throws MessagingException {
        SimpMessageType type = SimpMessageHeaderAccessor.getMessageType(message.getHeaders());
        if (type != SimpMessageType.MESSAGE && type != SimpMessageType.SUBSCRIBE) {
            return;
        }
        UserDestinationResult result;
        try {
            result = getUserDestinationResolver().resolveDestination(message);
        } catch (IllegalArgumentException invalid) {
            String destination = SimpMessageHeaderAccessor.getDestination(message.getHeaders());
            this.broker.reject(
                    message, "destination: " + destination + " (expected: /user/{name}/... with a name and a path)");
            return;
        }
        if (result == null) {
            return;
        }
        if (type == SimpMessageType.SUBSCRIBE) {
            for (String target : result.getTargetDestinations()) {
                this.broker.subscribePersonal(message, target, result.getSubscribeDestination());
            }
        } else if (isReplyToOneSession(message, result)) {
            this.broker.deliverLocally(result.getTargetDestinations(), message, result.getSubscribeDestination());
        } else {
            this.broker.publishToUser(message, result.getSourceDestination(), sessionInPlaceOfUser(message, result));
        }
    }

    /**
     * As after {@code @SendToUser(broadcast = false)}: the session is here, so no other node is concerned. What a client
     * itself sends goes to the log in any case, so that its RECEIPT means the same everywhere.
     */
    private boolean isReplyToOneSession(Message<?> message, UserDestinationResult result) {
        String sessionId = SimpMessageHeaderAccessor.getSessionId(message.getHeaders());
        return sessionId != null
                && message.getHeaders().get("stompCommand") == null
                && result.getSessionIds().equals(Set.of(sessionId))
                && this.broker.hasSession(sessionId);
    }

    /** The sender's session, if the destination names it where a user is expected; it may be on another node. */
    private static @Nullable String sessionInPlaceOfUser(Message<?> message, UserDestinationResult result) {
        String sessionId = SimpMessageHeaderAccessor.getSessionId(message.getHeaders());
        return sessionId != null
                        && result.getUser() == null
                        && result.getSessionIds().equals(Set.of(sessionId))
                ? sessionId
                : null;
    }

    @Override
    public String toString() {
        return "KafkaUserDestinationMessageHandler[" + getUserDestinationResolver() + "]";
    }
}

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
package io.chatrelay.benchmarks.subscription;

import java.util.List;
import java.util.stream.IntStream;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.support.MessageBuilder;

/** Makes subscribers and the messages Spring's registry wants. */
final class Subscribers {

    private Subscribers() {}

    static List<Registry.Subscriber> of(int count) {
        return IntStream.range(0, count).mapToObj(Subscribers::subscriber).toList();
    }

    static Message<?> sent(String destination) {
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(SimpMessageType.MESSAGE);
        headers.setDestination(destination);
        return message(headers);
    }

    private static Registry.Subscriber subscriber(int number) {
        String sessionId = "session-%06d".formatted(number);
        return new Registry.Subscriber(
                sessionId,
                "sub-0",
                fromClient(SimpMessageType.SUBSCRIBE, sessionId),
                fromClient(SimpMessageType.UNSUBSCRIBE, sessionId));
    }

    private static Message<?> fromClient(SimpMessageType type, String sessionId) {
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(type);
        headers.setSessionId(sessionId);
        headers.setSubscriptionId("sub-0");
        if (type == SimpMessageType.SUBSCRIBE) {
            headers.setDestination(Registry.DESTINATION);
        }
        return message(headers);
    }

    private static Message<?> message(SimpMessageHeaderAccessor headers) {
        return MessageBuilder.createMessage(new byte[0], headers.getMessageHeaders());
    }
}

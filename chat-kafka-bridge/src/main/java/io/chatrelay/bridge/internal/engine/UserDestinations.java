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

import io.chatrelay.bridge.internal.session.ClientSession;
import io.chatrelay.bridge.internal.session.SessionTable;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.user.DefaultUserDestinationResolver;
import org.springframework.messaging.simp.user.DestinationUserNameProvider;
import org.springframework.messaging.simp.user.UserDestinationResolver;
import org.springframework.messaging.simp.user.UserDestinationResult;
import org.springframework.messaging.support.MessageBuilder;

/**
 * What a user destination of the log, such as {@code /user/joe/queue/errors}, means on this node: the translated
 * destinations of the user's sessions here. Each node asks its own user registry, so no node needs to know where else a
 * user is connected.
 */
public final class UserDestinations {

    private static final String DEFAULT_PREFIX = "/user/";

    private static final byte[] NO_BODY = new byte[0];

    private final UserDestinationResolver resolver;

    private final String prefix;

    public UserDestinations(UserDestinationResolver resolver) {
        this.resolver = resolver;
        this.prefix = resolver instanceof DefaultUserDestinationResolver defaultResolver
                ? defaultResolver.getDestinationPrefix()
                : DEFAULT_PREFIX;
    }

    /** Whether messages to this destination are meant for the sessions of one user. */
    boolean matches(String destination) {
        return destination.startsWith(this.prefix);
    }

    /**
     * The destinations of the log that messages for a session's subscription can have: its user's, and the session's own.
     *
     * @param requested what the client subscribed to, such as {@code /user/queue/errors}
     * @return {@code null} if only the application's resolver knows
     */
    @Nullable List<String> logDestinations(String requested, ClientSession session) {
        if (this.resolver.getClass() != DefaultUserDestinationResolver.class || !matches(requested)) {
            return null;
        }
        String suffix = requested.substring(this.prefix.length() - 1);
        String own = this.prefix + session.id() + suffix;
        Principal user = session.user();
        if (user == null) {
            return List.of(own);
        }
        String name = user instanceof DestinationUserNameProvider provider
                ? provider.getDestinationUserName()
                : user.getName();
        // As SimpMessagingTemplate writes it.
        return List.of(own, this.prefix + name.replace("/", "%2F") + suffix);
    }

    /**
     * Translates a destination of the log.
     *
     * @param targetSession the session that the destination names in place of a user, as the server code that sent it
     *     said; else {@code null}. A name alone never means a session: SockJS clients choose the ids of theirs
     * @throws IllegalArgumentException if it names no user
     */
    Set<String> targets(String destination, @Nullable String targetSession, SessionTable sessions) {
        if (targetSession != null && sessions.find(targetSession) == null) {
            return Set.of();
        }
        UserDestinationResult result = resolve(destination, targetSession);
        return result == null ? Set.of() : result.getTargetDestinations();
    }

    private @Nullable UserDestinationResult resolve(String destination, @Nullable String sessionId) {
        SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(SimpMessageType.MESSAGE);
        headers.setDestination(destination);
        if (sessionId != null) {
            headers.setSessionId(sessionId);
        }
        Message<byte[]> message = MessageBuilder.createMessage(NO_BODY, headers.getMessageHeaders());
        return this.resolver.resolveDestination(message);
    }
}

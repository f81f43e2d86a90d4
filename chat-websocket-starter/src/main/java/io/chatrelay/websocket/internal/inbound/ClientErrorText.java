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
package io.chatrelay.websocket.internal.inbound;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.MessagingException;

/**
 * What a client may read of an exception: the words that were meant for it, nothing of the application's inside. Only
 * exceptions of messaging and of Spring Security are thrown to be read by clients; others may quote an address of an inner
 * service or a query.
 */
final class ClientErrorText {
    static final String WITHOUT_DETAILS = "The frame could not be handled";

    /** By name, because Spring Security need not be there. */
    private static final Set<String> SPRING_SECURITY = Set.of(
            "org.springframework.security.access.AccessDeniedException",
            "org.springframework.security.core.AuthenticationException");

    private static final Pattern CLASS_NAME = Pattern.compile("\\b(?:[a-z][\\w$]*\\.){2,}[\\w$]*[A-Z][\\w$]*");
    private static final Pattern WRAPPER = Pattern.compile("^Failed to (?:send message to|handle) .*", Pattern.DOTALL);

    private ClientErrorText() {}

    static String of(Throwable failure) {
        Throwable cause = withoutWrappers(failure);
        String message = cause.getMessage();
        return message == null || message.isBlank() || !isForClients(cause) ? WITHOUT_DETAILS : message;
    }

    /** Returns whether somebody threw an exception to tell the client something. */
    static boolean isForClients(Throwable failure) {
        Throwable cause = withoutWrappers(failure);
        return !isDefect(cause)
                && (cause instanceof MessagingException ? !isWrapper(cause) : isOfSpringSecurity(cause));
    }

    private static boolean isOfSpringSecurity(Throwable failure) {
        for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
            if (SPRING_SECURITY.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether an exception was not meant for anybody to read: the virtual machine made it, or it names a class. */
    static boolean isDefect(Throwable failure) {
        Throwable cause = withoutWrappers(failure);
        return cause instanceof Error
                || cause instanceof NullPointerException
                || cause instanceof ClassCastException
                || cause instanceof IndexOutOfBoundsException
                || namesClass(cause.getMessage());
    }

    static Throwable withoutWrappers(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && isWrapper(cause)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean isWrapper(Throwable failure) {
        String message = failure.getMessage();
        return failure instanceof MessageDeliveryException
                && (message == null || WRAPPER.matcher(message).matches());
    }

    private static boolean namesClass(@Nullable String message) {
        return message != null && CLASS_NAME.matcher(message).find();
    }
}

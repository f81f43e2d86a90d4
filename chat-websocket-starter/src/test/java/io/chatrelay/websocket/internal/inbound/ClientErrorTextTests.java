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

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authorization.AuthorizationDeniedException;

class ClientErrorTextTests {
    private static final Message<?> MESSAGE = new GenericMessage<>("x");

    private static Throwable wrapped(@Nullable Throwable cause) {
        return new MessageDeliveryException(
                MESSAGE, "Failed to send message to ExecutorSubscribableChannel[clientInboundChannel]", cause);
    }

    @Test
    void isTheMessageOfTheApplication() {
        assertThat(ClientErrorText.of(new MessagingException("Access denied to /topic/a.b.c")))
                .isEqualTo("Access denied to /topic/a.b.c");
        assertThat(ClientErrorText.of(new MessagingException("Not now", new RuntimeException("inner"))))
                .isEqualTo("Not now");
        assertThat(ClientErrorText.of(wrapped(new MessageDeliveryException(MESSAGE, "Room is full"))))
                .isEqualTo("Room is full");
    }

    @Test
    void isTheMessageOfSpringSecurity() {
        assertThat(ClientErrorText.of(wrapped(new AuthorizationDeniedException("Access Denied"))))
                .isEqualTo("Access Denied");
        assertThat(ClientErrorText.of(wrapped(new BadCredentialsException("Bad credentials"))))
                .isEqualTo("Bad credentials");
    }

    static Stream<Throwable> othersThanMeantForClients() {
        return Stream.of(
                new IllegalStateException("I/O error on GET for https://keycloak.internal:8080"),
                new IllegalArgumentException("select * from account where name = 'eve'"),
                new RuntimeException("outer", new MessagingException("inner")));
    }

    @ParameterizedTest
    @MethodSource("othersThanMeantForClients")
    void saysNothingOfExceptionsThatWereNotMeantForClients(Throwable failure) {
        assertThat(ClientErrorText.of(wrapped(failure))).isEqualTo(ClientErrorText.WITHOUT_DETAILS);
        assertThat(ClientErrorText.of(new MessagingException("Not now", failure)))
                .isEqualTo("Not now");
        assertThat(ClientErrorText.isForClients(wrapped(failure))).isFalse();
        assertThat(ClientErrorText.isDefect(wrapped(failure))).isFalse();
    }

    @Test
    void saysNothingOfTheChannel() {
        assertThat(ClientErrorText.of(wrapped(null))).isEqualTo(ClientErrorText.WITHOUT_DETAILS);
    }

    static Stream<Throwable> defects() {
        return Stream.of(
                new NullPointerException("Cannot invoke \"String.length()\" because \"<local1>\" is null"),
                new ClassCastException("class A cannot be cast to class B"),
                new IndexOutOfBoundsException("Index 1 out of bounds"),
                new AssertionError("never"),
                new MessagingException("org.example.app.RoomService$Inner is closed"));
    }

    @ParameterizedTest
    @MethodSource("defects")
    void saysNothingOfTheInsideOfTheApplication(Throwable defect) {
        assertThat(ClientErrorText.of(wrapped(defect))).isEqualTo(ClientErrorText.WITHOUT_DETAILS);
        assertThat(ClientErrorText.isDefect(wrapped(defect))).isTrue();
    }

    @Test
    void isNeverEmpty() {
        assertThat(ClientErrorText.of(new MessagingException(""))).isEqualTo("The frame could not be handled");
        assertThat(ClientErrorText.of(new MessagingException(" "))).isEqualTo("The frame could not be handled");
    }
}

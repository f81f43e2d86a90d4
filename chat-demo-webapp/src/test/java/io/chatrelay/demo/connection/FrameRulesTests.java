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
package io.chatrelay.demo.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

import io.chatrelay.core.InvalidValueException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;

class FrameRulesTests {

    private final FrameRules rules = new FrameRules();

    private final MessageChannel channel = mock(MessageChannel.class);

    @Test
    void letsClientsSendToControllers() {
        Message<byte[]> send = frame(StompCommand.SEND, "/app/rooms/lobby");

        assertThat(this.rules.preSend(send, this.channel)).isSameAs(send);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "/topic/rooms.lobby", "/queue/errors", "/user/Ada/queue/errors", "/application", "app/x"})
    void letsClientsSendNowhereElse(String destination) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> this.rules.preSend(frame(StompCommand.SEND, destination), this.channel))
                .withMessageStartingWith("destination of SEND: ")
                .withMessageEndingWith("(expected: /app/...)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/topic/rooms", "/topic/rooms.lobby", "/topic/rooms.büro", "/user/queue/errors"})
    void letsClientsReadRoomsAndTheirErrors(String destination) {
        Message<byte[]> subscribe = frame(StompCommand.SUBSCRIBE, destination);

        assertThat(this.rules.preSend(subscribe, this.channel)).isSameAs(subscribe);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "/topic/**",
                "/topic/rooms.*",
                "/topic/rooms.{room}",
                "/topic/rooms.",
                "/topic/rooms/lobby",
                "/queue/errors-user1",
                "/queue/**",
                "/user/queue/**",
                "/user/Ada/queue/errors"
            })
    void letsClientsReadNothingElse(String destination) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> this.rules.preSend(frame(StompCommand.SUBSCRIBE, destination), this.channel));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNSUBSCRIBE", "DISCONNECT", "ACK"})
    void leavesOtherFramesToTheBroker(StompCommand command) {
        Message<byte[]> frame = frame(command, null);

        assertThat(this.rules.preSend(frame, this.channel)).isSameAs(frame);
    }

    private static Message<byte[]> frame(StompCommand command, @Nullable String destination) {
        StompHeaderAccessor headers = StompHeaderAccessor.create(command);
        if (destination != null) {
            headers.setDestination(destination);
        }
        return MessageBuilder.createMessage(new byte[0], headers.getMessageHeaders());
    }
}

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
import io.chatrelay.core.presence.ParticipantName;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;

class ParticipantInterceptorTests {

    private final ParticipantInterceptor interceptor = new ParticipantInterceptor();

    private final StompHeaderAccessor headers = StompHeaderAccessor.create(StompCommand.CONNECT);

    @Test
    void tiesTheNameToTheSession() {
        this.headers.setNativeHeader("participant", "Ada");

        intercept();

        assertThat(this.headers.getUser()).isEqualTo(new Participant(new ParticipantName("Ada")));
    }

    @Test
    void refusesToConnectWithoutName() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(this::intercept)
                .withMessage("participant: missing (expected: the name to chat with)");
    }

    @Test
    void refusesToConnectWithANameThatIsNone() {
        this.headers.setNativeHeader("participant", " ");

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(this::intercept)
                .withMessageStartingWith("name: \" \"");
    }

    private void intercept() {
        this.headers.setLeaveMutable(true);
        this.interceptor.preSend(
                MessageBuilder.createMessage(new byte[0], this.headers.getMessageHeaders()),
                mock(MessageChannel.class));
    }
}

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
package io.chatrelay.websocket.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.chatrelay.websocket.internal.closing.ClosingSession;
import jakarta.websocket.Session;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.sockjs.transport.SockJsSession;

class InboundMessageSizeTests {

    private static final int DEFAULT = 65_536;

    @Test
    void buffersOfContainerThatHandsOverPartsStayAsTheyAre() {
        Container session = session(Container.class, mock(Session.class));

        WebSocketSession fitted = InboundMessageSize.fit(session, DEFAULT);

        assertThat(fitted.getTextMessageSizeLimit()).isEqualTo(Integer.MAX_VALUE);
        verify(session, never()).setTextMessageSizeLimit(anyInt());
        verify(session, never()).setBinaryMessageSizeLimit(anyInt());
    }

    @Test
    void wholeMessagesMayBeLargerThanFramesSoThatTheClientIsToldTheLimit() {
        Container session = session(Container.class, new Object());

        InboundMessageSize.fit(new ClosingSession(session), DEFAULT);

        verify(session).setTextMessageSizeLimit(2 * DEFAULT);
        verify(session).setBinaryMessageSizeLimit(2 * DEFAULT);
    }

    @Test
    void wholeMessagesOfSockJsHaveRoomForJson() {
        SockJsContainer session = session(SockJsContainer.class, new Object());

        InboundMessageSize.fit(session, DEFAULT);

        verify(session).setTextMessageSizeLimit(6 * DEFAULT);
    }

    @Test
    void limitOfTheContainerIsNeverLowered() {
        Container session = session(Container.class, new Object());

        InboundMessageSize.fit(session, 1_024);

        verify(session).setTextMessageSizeLimit(DEFAULT);
        verify(session).setBinaryMessageSizeLimit(DEFAULT);
    }

    @Test
    void limitBeyondAllNumbersIsTheLargest() {
        Container session = session(Container.class, new Object());

        InboundMessageSize.fit(session, Integer.MAX_VALUE);

        verify(session).setTextMessageSizeLimit(Integer.MAX_VALUE);
    }

    private static <T extends Container> T session(Class<T> type, Object nativeSession) {
        T session = mock(type);
        given(session.getNativeSession()).willReturn(nativeSession);
        given(session.getTextMessageSizeLimit()).willReturn(DEFAULT);
        given(session.getBinaryMessageSizeLimit()).willReturn(DEFAULT);
        return session;
    }

    private interface Container extends WebSocketSession, NativeWebSocketSession {}

    private interface SockJsContainer extends Container, SockJsSession {}
}

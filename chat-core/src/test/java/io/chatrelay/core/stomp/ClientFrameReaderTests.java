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
package io.chatrelay.core.stomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFrameReaderTests {
    private final RecordingListener listener = new RecordingListener();
    private final ClientFrameReader reader = new ClientFrameReader(1024);

    private void read(String text) {
        reader.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), listener);
    }

    private StompProtocolException broken(String frame) {
        String text = frame.replace('~', '\n').replace('^', '\0');
        return catchThrowableOfType(StompProtocolException.class, () -> read(text));
    }

    @Nested
    class BeforeConnect {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "SEND~destination:/a~receipt:7~~^|SEND frame must not be sent before CONNECT",
                    "DISCONNECT~receipt:7~~^|DISCONNECT frame must not be sent before CONNECT",
                    "CONNECTED~receipt:7~~^|CONNECTED frame must not be sent by a client",
                    "CONNECT~accept-version:1.2~receipt:7~heart-beat:x~~^|heart-beat header of two numbers",
                    "CONNECT~accept-version:1.2~receipt:7~heart-beat:1~~^|heart-beat header of two numbers",
                    "CONNECT~accept-version:1.2~receipt:7~heart-beat:-1,1~~^|heart-beat header of two numbers",
                    "CONNECT~accept-version:1.2~receipt:7~heart-beat:1,1,1~~^|heart-beat header of two numbers",
                    "CONNECT~accept-version:1.2~receipt:7~heart-beat:1,99999999999999999999~~^|heart-beat header of two numbers"
                })
        void refusesWhatIsNoValidConnect(String frame, String rule) {
            StompProtocolException broken = broken(frame);

            assertThat(broken).hasMessageContaining(rule);
            assertThat(broken.receipt()).isEqualTo("7");
            assertThat(broken.isAboutVersion()).isFalse();
            assertThat(listener.events).isEmpty();
        }

        @Test
        void refusesVersionsItDoesNotSpeak() {
            StompProtocolException broken = broken("CONNECT~accept-version:2.0,3.0~~^");

            assertThat(broken).hasMessageContaining("1.0,1.1,1.2");
            assertThat(broken.isAboutVersion()).isTrue();
            assertThat(reader.version()).isNull();
        }

        @Test
        void dropsHeartBeats() {
            read("\n");

            assertThat(listener.events).isEmpty();
        }

        @Test
        void namesTheVersionOfClientThatNamesNone() {
            read("CONNECT\nheart-beat:nonsense\n\n\0");

            assertThat(listener.frames.get(0).headers().first("accept-version")).isEqualTo("1.0");
            assertThat(reader.version()).isEqualTo(StompVersion.V1_0);
        }

        @Test
        void removesBlanksFromAcceptVersion() {
            read("STOMP\naccept-version:1.1, 1.2\n\n\0");

            assertThat(listener.events).containsExactly("STOMP {accept-version=[1.1,1.2]} ");
            assertThat(reader.version()).isEqualTo(StompVersion.V1_2);
        }
    }

    @Nested
    class Connected12 {
        private void connect() {
            read("CONNECT\naccept-version:1.1,1.2\n\n\0");
            listener.events.clear();
        }

        @Test
        void versionHoldsForFramesInTheSameInput() {
            read("CONNECT\naccept-version:1.2\n\n\0SEND\ndestination:a\\cb\n\nx\0");

            assertThat(listener.frames.get(1).headers().first("destination")).isEqualTo("a:b");
        }

        @Test
        void handsOverFramesAndHeartBeats() {
            connect();

            read("SUBSCRIBE\nid:0\ndestination:/a\n\n\0");
            read("\n");
            read("ACK\nid:1\n\n\0UNSUBSCRIBE\nid:0\n\n\0DISCONNECT\nreceipt:9\n\n\0");

            assertThat(listener.events)
                    .containsExactly(
                            "SUBSCRIBE {id=[0], destination=[/a]} ",
                            RecordingListener.HEART_BEAT,
                            "ACK {id=[1]} ",
                            "UNSUBSCRIBE {id=[0]} ",
                            "DISCONNECT {receipt=[9]} ");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "SEND~receipt:7~~x^|SEND frame must have a destination header",
                    "SEND~destination:~receipt:7~~x^|SEND frame must have a destination header",
                    "SEND~destination: ~receipt:7~~x^|SEND frame must have a destination header",
                    "SUBSCRIBE~id:0~receipt:7~~^|SUBSCRIBE frame must have a destination header",
                    "SUBSCRIBE~id:0~destination:~receipt:7~~^|SUBSCRIBE frame must have a destination header",
                    "SUBSCRIBE~destination:/a~receipt:7~~^|SUBSCRIBE frame must have an id header",
                    "SUBSCRIBE~id:~destination:/a~receipt:7~~^|SUBSCRIBE frame must have an id header",
                    "UNSUBSCRIBE~destination:/a~receipt:7~~^|UNSUBSCRIBE frame must have an id header",
                    "MESSAGE~destination:/a~receipt:7~~x^|MESSAGE frame must not be sent by a client",
                    "CONNECTED~version:1.2~receipt:7~~^|CONNECTED frame must not be sent by a client",
                    "RECEIPT~receipt-id:1~receipt:7~~^|RECEIPT frame must not be sent by a client",
                    "ERROR~message:x~receipt:7~~^|ERROR frame must not be sent by a client",
                    "CONNECT~accept-version:1.2~receipt:7~~^|CONNECT frame must be sent once only",
                    "STOMP~accept-version:1.2~receipt:7~~^|STOMP frame must be sent once only"
                })
        void refusesWhatBreaksARule(String frame, String rule) {
            connect();

            StompProtocolException broken = broken(frame);

            assertThat(broken).hasMessageContaining(rule);
            assertThat(broken.receipt()).isEqualTo("7");
            assertThat(listener.events).isEmpty();
        }

        @Test
        void doesNotLookAtWhatFollowsDisconnect() {
            connect();

            read("DISCONNECT\n\n\0SEND\ndestination:/a\n\n\0");
            read("SEND\n\n\0no frame at all\0");

            assertThat(listener.events).singleElement().asString().contains("DISCONNECT");
        }

        @Test
        void keepsRefusingAfterBrokenRule() {
            connect();
            StompProtocolException first = broken("SEND~~^");

            assertThat(broken("SEND~destination:/a~~^")).isSameAs(first);
        }

        @Test
        void takesAnotherConnectAfterTheFirstWasRefused() {
            connect();

            reader.refuseConnect();
            assertThat(reader.version()).isNull();
            read("CONNECT\naccept-version:1.1\n\n\0");

            assertThat(reader.version()).isEqualTo(StompVersion.V1_1);
        }
    }

    @Nested
    class Connected10 {
        @ParameterizedTest
        @ValueSource(strings = {"SUBSCRIBE", "UNSUBSCRIBE"})
        void subscriptionWithoutIdGetsOneThatFollowsFromItsDestination(String command) {
            read("CONNECT\n\n\0" + command + "\ndestination:/topic/a\n\n\0");

            String id = listener.frames.get(1).headers().first("id");
            assertThat(id).isEqualTo(SyntheticSubscriptionId.of("/topic/a"));
            assertThat(SyntheticSubscriptionId.isSynthetic(String.valueOf(id))).isTrue();
        }

        @Test
        void subscriptionKeepsTheIdOfTheClient() {
            read("CONNECT\n\n\0SUBSCRIBE\nid:mine\ndestination:/topic/a\n\n\0");

            assertThat(listener.frames.get(1).headers().first("id")).isEqualTo("mine");
        }

        @Test
        void unsubscribeNeedsIdOrDestination() {
            read("CONNECT\n\n\0");

            assertThat(broken("UNSUBSCRIBE~~^")).hasMessageContaining("id header or a destination header");
        }

        @Test
        void backslashesStay() {
            read("CONNECT\n\n\0SEND\ndestination:/a\nx:a\\nb\\t\n\n\0");

            assertThat(listener.frames.get(1).headers().first("x")).isEqualTo("a\\nb\\t");
        }
    }
}

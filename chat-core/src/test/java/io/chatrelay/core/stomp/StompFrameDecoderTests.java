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

import static io.chatrelay.core.stomp.RecordingListener.HEART_BEAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StompFrameDecoderTests {
    private static final int LIMIT = 1024;

    private final RecordingListener listener = new RecordingListener();
    private final StompFrameDecoder decoder = new StompFrameDecoder(LIMIT);

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private void decode(String text) {
        decoder.decode(bytes(text), listener);
    }

    private StompProtocolException broken(String text) {
        return catchThrowableOfType(StompProtocolException.class, () -> decode(text));
    }

    @Nested
    class Frames {
        @Test
        void hasCommandHeadersAndBody() {
            decode("SEND\ndestination:/topic/a\nx:y\n\nhello\0");

            assertThat(listener.events).containsExactly("SEND {destination=[/topic/a], x=[y]} hello");
        }

        @Test
        void severalFitInOneChunk() {
            decode("SUBSCRIBE\nid:0\n\n\0\n\r\nSEND\n\na\0SEND\n\nb\0\n");

            assertThat(listener.events).containsExactly("SUBSCRIBE {id=[0]} ", "SEND {} a", "SEND {} b");
        }

        @ParameterizedTest
        @EnumSource(StompVersion.class)
        void linesMayEndInCarriageReturnAndLineFeed(StompVersion version) {
            decoder.setVersion(version);

            decode("SEND\r\na:b\r\n\r\nbody\0\r\n");

            assertThat(listener.events).containsExactly("SEND {a=[b]} body");
        }

        @Test
        void headerValuesKeepSpacesAndColonsAndMayBeEmpty() {
            decode("SEND\n name : a:b \nempty:\n\n\0");

            assertThat(listener.events).containsExactly("SEND { name =[ a:b ], empty=[]} ");
        }

        @Test
        void repeatedHeadersAreKeptAndTheFirstCounts() {
            decode("SEND\nfoo:1\nbar:x\nfoo:2\n\n\0");

            StompHeaders headers = listener.frames.get(0).headers();
            assertThat(headers.first("foo")).isEqualTo("1");
            assertThat(headers.all("foo")).containsExactly("1", "2");
            assertThat(headers).isEqualTo(StompHeaders.of("foo", "1", "bar", "x", "foo", "2"));
        }

        @Test
        void bodyWithContentLengthMayHoldEveryByte() {
            byte[] body = new byte[256];
            for (int i = 0; i < body.length; i++) {
                body[i] = (byte) i;
            }
            ByteBuffer frame = ByteBuffer.allocateDirect(400)
                    .put(bytes("SEND\ncontent-length:256\n\n"))
                    .put(body)
                    .put((byte) 0)
                    .flip();

            decoder.decode(frame, listener);

            assertThat(frame.hasRemaining()).isFalse();
            assertThat(listener.frames.get(0).body()).isEqualTo(body);
        }

        @Test
        void firstContentLengthCounts() {
            decode("SEND\ncontent-length:3\ncontent-length:1\n\na\0b\0");

            assertThat(listener.events).containsExactly("SEND {content-length=[3, 1]} a\0b");
        }

        @Test
        void contentLengthOf10MayBePaddedAsItsSpecificationDoes() {
            decode("SEND\ncontent-length: 3\n\na\0b\0");

            assertThat(listener.frames.get(0).body()).containsExactly('a', 0, 'b');
        }
    }

    @Nested
    class HeartBeats {
        @ParameterizedTest
        @ValueSource(strings = {"\n", "\r\n", "\n\n\r\n"})
        void lineEndsAloneAreOneHeartBeat(String lineEnds) {
            decode(lineEnds);

            assertThat(listener.events).containsExactly(HEART_BEAT);
        }

        @Test
        void lineEndsAroundFramesAreNone() {
            decode("\n\nSEND\n\n\0\n");

            assertThat(listener.events).containsExactly("SEND {} ");
        }

        @Test
        void lineEndsWithinBodyAreNone() {
            decode("SEND\n\na");
            decode("\n");
            decode("b\0");

            assertThat(listener.events).containsExactly("SEND {} a\nb");
        }

        @Test
        void emptyInputIsNone() {
            decode("");

            assertThat(listener.events).isEmpty();
        }

        @Test
        void carriageReturnMustBeFollowedByLineFeed() {
            decode("\n\r");

            assertThat(broken("\rSEND\n\n\0")).hasMessageContaining("carriage return must be followed by a line feed");
        }
    }

    @Nested
    class Escapes {
        @ParameterizedTest
        @CsvSource({
            "V1_0, a\\\\b\\nc\\cd\\re\\tf, a\\\\b\\nc\\cd\\re\\tf",
            "V1_1, a\\\\b\\cc, a\\b:c",
            "V1_2, a\\\\b\\cc, a\\b:c",
            "V1_2, \\\\\\\\n, \\\\n"
        })
        void dependOnVersion(StompVersion version, String written, String meant) {
            decoder.setVersion(version);

            decode("SEND\n" + written + ":" + written + "\n\n\0");

            assertThat(listener.frames.get(0).headers()).isEqualTo(StompHeaders.of(meant, meant));
        }

        @Test
        void lineFeedAndCarriageReturnAreUnescapedIn12() {
            decoder.setVersion(StompVersion.V1_2);

            decode("SEND\nx:a\\nb\\rc\n\n\0");

            assertThat(listener.frames.get(0).headers().first("x")).isEqualTo("a\nb\rc");
        }

        @ParameterizedTest
        @CsvSource({"V1_1, \\r", "V1_1, \\t", "V1_2, \\t", "V1_2, \\N", "V1_1, x\\", "V1_2, \\\\\\"})
        void undefinedOnesAreFatal(StompVersion version, String value) {
            decoder.setVersion(version);

            assertThat(broken("SEND\nreceipt:r1\nx:" + value + "\n\n\0"))
                    .hasMessageContaining("backslash in a header must start one of the escapes")
                    .extracting(StompProtocolException::receipt)
                    .isEqualTo("r1");
        }

        @ParameterizedTest
        @ValueSource(strings = {"CONNECT", "STOMP", "CONNECTED"})
        void areNotUsedInFramesThatSettleTheVersion(String command) {
            decoder.setVersion(StompVersion.V1_2);

            decode(command + "\nlogin:a\\b\\c:d\n\n\0");

            assertThat(listener.frames.get(0).headers().first("login")).isEqualTo("a\\b\\c:d");
        }

        @Test
        void carriageReturnWithinHeaderIsFatalIn12AndTextBefore() {
            decode("SEND\nx:a\rb\n\n\0");
            assertThat(listener.frames.get(0).headers().first("x")).isEqualTo("a\rb");

            decoder.setVersion(StompVersion.V1_2);
            assertThat(broken("SEND\nx:a\rb\n\n\0")).hasMessageContaining("carriage return");
        }
    }

    @Nested
    class BrokenFrames {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "HELLO~receipt:7~~^|Unknown command 'HELLO'",
                    "send~receipt:7~~^|Unknown command 'send'",
                    "-SEND~receipt:7~~^|Unknown command '-SEND'",
                    "SEND ~receipt:7~~^|Unknown command 'SEND?'",
                    "GET /index.html HTTP/1.1~receipt:7~~^|Unknown command 'GET?/index.html?HTTP...'",
                    "SEND~no colon~receipt:7~~^|with a colon between them",
                    "SEND~:value~receipt:7~~^|with a colon between them",
                    "SEND~receipt:7^|blank line",
                    "SEND~receipt:7~content-length:~~a^|decimal digits",
                    "SEND~receipt:7~content-length:x~~a^|decimal digits",
                    "SEND~receipt:7~content-length:-1~~a^|decimal digits",
                    "SEND~receipt:7~content-length:+1~~a^|decimal digits",
                    "SEND~receipt:7~content-length:1.0~~a^|decimal digits",
                    "SEND~receipt:7~content-length:1~~ab^|must match the body",
                    "SEND~receipt:7~content-length:1024~~a^|more than 1024 bytes",
                    "SEND~receipt:7~content-length:99999999999999999999999~~a^|more than 1024 bytes",
                    "SUBSCRIBE~receipt:7~~body^|SUBSCRIBE frame must not have a body",
                    "SUBSCRIBE~receipt:7~content-length:4~~body^|SUBSCRIBE frame must not have a body"
                })
        void stateTheRuleAndTheReceipt(String frame, String rule) {
            StompProtocolException broken = broken(frame.replace('~', '\n').replace('^', '\0'));

            assertThat(broken).hasMessageContaining(rule);
            assertThat(broken.receipt()).isEqualTo("7");
            assertThat(broken.isAboutVersion()).isFalse();
            assertThat(listener.events).isEmpty();
        }

        @Test
        void headersMustBeUtf8() {
            decoder.setVersion(StompVersion.V1_2);
            ByteBuffer frame = ByteBuffer.wrap("SEND\nx:\u00e4\n\n\0".getBytes(StandardCharsets.ISO_8859_1));

            assertThatThrownBy(() -> decoder.decode(frame, listener))
                    .isInstanceOf(StompProtocolException.class)
                    .hasMessageContaining("UTF-8");
        }

        @Test
        void framesBeforeAreHandedOverAndNothingAfter() {
            StompProtocolException first = broken("SEND\n\na\0NONSENSE\n\n\0SEND\n\nb\0");

            StompProtocolException second = broken("SEND\n\nc\0");

            assertThat(listener.events).containsExactly("SEND {} a");
            assertThat(second).isSameAs(first);
        }

        @Test
        void endlessCommandIsRefusedBeforeItsLineEnds() {
            assertThat(broken("AAAAAAAAAAAAAAAAAAAA")).hasMessageContaining("Unknown command");
        }

        @Test
        void mayNotHaveMoreHeadersThanTheLimit() {
            String headers = "a:\n".repeat(HeaderBlock.MAX_HEADERS);
            decode("SEND\n" + headers + "\n\0");

            assertThat(broken("SEND\n" + headers + "receipt:7\n\n\0")).hasMessageContaining("more than 256 headers");
        }

        @Test
        void mayNotHaveMoreHeaderBytesThanTheLimit() {
            StompFrameDecoder large = new StompFrameDecoder(10_000_000);
            String header = "a:" + "b".repeat(66_000) + "\n";

            assertThatThrownBy(() -> large.decode(bytes("SEND\n" + header + "\n\0"), listener))
                    .isInstanceOf(StompProtocolException.class)
                    .hasMessageContaining("headers of a frame must not have more than 65536 bytes");
        }
    }

    @Nested
    class SizeLimit {
        private String frameOf(int size) {
            String head = "SEND\n\n";
            return head + "x".repeat(size - head.length() - 1) + "\0";
        }

        @Test
        void countsFromCommandToNul() {
            decode("\n\n" + frameOf(LIMIT) + "\n\n" + frameOf(LIMIT));

            assertThat(listener.frames).hasSize(2);
            assertThat(broken(frameOf(LIMIT + 1))).hasMessageContaining("more than 1024 bytes");
        }

        @Test
        void isSeenWithoutWaitingForTheEndOfTheFrame() {
            decode("SEND\n\n" + "x".repeat(1000));

            assertThat(broken("x".repeat(20))).hasMessageContaining("more than 1024 bytes");
        }

        @Test
        void isSeenInHeaders() {
            assertThat(broken("SEND\nreceipt:7\nx:" + "y".repeat(1100)).receipt())
                    .isEqualTo("7");
        }

        @Test
        void mustBePositive() {
            assertThatThrownBy(() -> new StompFrameDecoder(0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("frameSizeLimit: 0 (expected: > 0)");
        }
    }

    @Test
    void givesTheSameFramesWhereverTheInputIsCut() {
        byte[] whole =
                "\r\nCONNECT\naccept-version:1.2\n\n\0\nSEND\r\ndestination:/a\u00e4\u20ac\ncontent-length:4\n\na\0\nb\0SUBSCRIBE\nid:1\n\n\0SEND\n\nplain\0\n"
                        .getBytes(StandardCharsets.UTF_8);
        decoder.decode(ByteBuffer.wrap(whole), listener);
        List<String> expected = listener.events;
        assertThat(expected).hasSize(4);

        for (int cut = 0; cut <= whole.length; cut++) {
            for (int second = cut; second <= whole.length; second++) {
                RecordingListener cutListener = new RecordingListener();
                StompFrameDecoder cutDecoder = new StompFrameDecoder(LIMIT);
                cutDecoder.decode(ByteBuffer.wrap(whole, 0, cut), cutListener);
                cutDecoder.decode(ByteBuffer.wrap(whole, cut, second - cut).slice(), cutListener);
                cutDecoder.decode(ByteBuffer.wrap(whole, second, whole.length - second), cutListener);

                cutListener.events.removeIf(HEART_BEAT::equals);
                assertThat(cutListener.events)
                        .as("cut at %d and %d", cut, second)
                        .isEqualTo(expected);
                assertThat(cutDecoder.heldBytes()).isZero();
            }
        }
    }
}

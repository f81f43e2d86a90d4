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

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageFrameTests {
    private static final byte[] BODY = "h\u00e4".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NOT_UTF_8 = {(byte) 0xFF, 0};

    private static Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("destination", List.of("/topic/a:b"));
        headers.put("x", List.of("1", "2\n3"));
        return headers;
    }

    private static String whole(SubscriptionStart start, MessageFrame frame) {
        return new String(start.bytes(), StandardCharsets.UTF_8)
                + new String(frame.rest(start.version()), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource(StompVersion.class)
    void startAndRestMakeTheFrameThatIsEncodedInOne(StompVersion version) {
        Map<String, List<String>> withSubscription = new LinkedHashMap<>();
        withSubscription.put("subscription", List.of("sub:\\0"));
        withSubscription.putAll(headers());
        byte[] expected = StompFrameEncoder.encode(version, FrameCommand.MESSAGE, withSubscription, BODY);

        MessageFrame frame = new MessageFrame(headers(), BODY, false);

        assertThat(whole(new SubscriptionStart(version, "sub:\\0"), frame))
                .isEqualTo(new String(expected, StandardCharsets.UTF_8));
    }

    @Test
    void restIsEncodedOnceForEachVersion() {
        MessageFrame frame = new MessageFrame(headers(), BODY, false);

        assertThat(frame.rest(StompVersion.V1_2)).isSameAs(frame.rest(StompVersion.V1_2));
        assertThat(frame.rest(StompVersion.V1_0)).isNotEqualTo(frame.rest(StompVersion.V1_2));
    }

    @Test
    void subscriptionIdThatAClientOfTheFirstVersionNeverGaveIsNotShown() {
        String synthetic = SyntheticSubscriptionId.of("/topic/a");

        assertThat(new SubscriptionStart(StompVersion.V1_0, synthetic).bytes())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("MESSAGE\n");
        assertThat(new SubscriptionStart(StompVersion.V1_1, synthetic).bytes())
                .asString(StandardCharsets.US_ASCII)
                .contains("subscription:");
    }

    @Test
    void onlyTextFitsIntoATextMessage() {
        assertThat(new MessageFrame(headers(), BODY, false).isText()).isTrue();
        assertThat(new MessageFrame(headers(), BODY, true).isText()).isFalse();
        assertThat(new MessageFrame(headers(), NOT_UTF_8, false).isText()).isFalse();
        assertThat(new MessageFrame(headers(), new byte[0], true).isText()).isTrue();
    }
}

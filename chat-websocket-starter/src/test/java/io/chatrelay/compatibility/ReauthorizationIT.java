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
package io.chatrelay.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.compatibility.app.TestNode;
import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.StompTestClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may not subscribe to a destination gets nothing of its history, whatever place of it he names. */
@ExtendWith(Brokers.class)
class ReauthorizationIT {

    @ParameterizedTest
    @ValueSource(strings = {"interceptor", "security"})
    void whoMayNotSubscribeGetsNoHistory(String rule, SharedKafka kafka) {
        String destination = "/topic/members/" + rule;
        try (TestNode node = kafka.startMembersOnly(Map.of("members-only.by", rule));
                StompTestClient member = StompTestClient.open(node.webSocketOf("alice"))) {
            member.connect();
            String first = store(member, destination, "one");
            String second = store(member, destination, "two");

            Stream.of(
                            new String[] {"from:earliest"},
                            new String[] {"from:last=5"},
                            new String[] {"from:" + first},
                            new String[] {"from:2020-01-01T00:00:00Z"},
                            new String[] {"from:earliest", "until:" + second})
                    .forEach(headers -> assertRefused(node, destination, headers));

            member.subscribe("0", destination, "from:earliest");
            assertThat(member.nextMessages(2)).extracting(Frame::body).isEqualTo(List.of("one", "two"));
        }
    }

    private static void assertRefused(TestNode node, String destination, String... headers) {
        try (StompTestClient stranger = StompTestClient.open(node.webSocket())) {
            stranger.connect();
            String[] all =
                    Stream.concat(Stream.of(headers), Stream.of("receipt:r")).toArray(String[]::new);
            stranger.subscribe("0", destination, all);

            Frame error = stranger.next("ERROR");
            assertThat(error.header("receipt-id")).as(error.toString()).isEqualTo("r");
            assertThat(stranger.awaitClose()).isEqualTo(1002);
            assertThat(stranger.rest()).as(List.of(headers).toString()).isEmpty();
        }
    }

    /** Sends a message, waits until it is stored, and returns its position. */
    private static String store(StompTestClient member, String destination, String body) {
        member.publish(destination, body, "receipt:stored");
        return Objects.requireNonNull(member.nextReceipt("stored").header("position"));
    }
}

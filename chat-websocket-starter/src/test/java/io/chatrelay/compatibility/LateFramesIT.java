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

import static io.chatrelay.compatibility.client.Frame.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.StompTestClient;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sessions that have ended stay ended. */
@Tag("web-server")
@Tag("both-paths")
@ExtendWith(Brokers.class)
class LateFramesIT {

    /** No frame of a session has an effect after DISCONNECT, so that there is nothing to wait for instead. */
    private static final Duration QUIET = Duration.ofMillis(200);

    @Test
    void framesAfterDisconnectTakeNoEffect(Relay relay) {
        try (StompTestClient neighbour = relay.connect();
                StompTestClient client = relay.connect()) {
            relay.subscribe(neighbour, "0", "/topic/late.after");

            client.send(frame("DISCONNECT", "receipt:bye"))
                    .subscribe("0", "/topic/late.after")
                    .publish("/topic/late.after", "too late");
            neighbour.publish("/topic/late.after", "in time");

            client.nextReceipt("bye");
            assertThat(neighbour.next("MESSAGE").body()).isEqualTo("in time");
            assertThat(client.untilQuiet(QUIET))
                    .noneMatch(answer -> answer.command().equals("MESSAGE"));
            relay.assertNothingCame(neighbour);
        }
    }

    @Test
    void messageSentRightBeforeDisconnectIsNotLost(Relay relay) {
        try (StompTestClient subscriber = relay.connect()) {
            relay.subscribe(subscriber, "0", "/topic/late.before");
            for (int round = 0; round < 30; round++) {
                try (StompTestClient client = relay.connect()) {
                    client.publish("/topic/late.before", String.valueOf(round)).send(frame("DISCONNECT"));

                    assertThat(client.awaitClose()).isEqualTo(1000);
                }
            }

            assertThat(subscriber.nextMessages(30)).extracting(Frame::body).doesNotHaveDuplicates();
        }
    }

    @Test
    void vanishedClientsDisturbNobody(Relay relay) {
        try (StompTestClient neighbour = relay.connect()) {
            relay.subscribe(neighbour, "0", "/topic/late.vanished");
            for (int round = 0; round < 30; round++) {
                StompTestClient client = relay.connect();
                client.subscribe("0", "/topic/late.vanished").publish("/topic/late.vanished", "x");
                client.close();
            }
            neighbour.publish("/topic/late.vanished", "end");

            Frame last = neighbour.next("MESSAGE");
            while (!last.body().equals("end")) {
                last = neighbour.next("MESSAGE");
            }
            assertThat(relay.framesBeforeMarker(neighbour))
                    .allMatch(message -> message.body().equals("x"));
        }
    }
}

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

import io.chatrelay.compatibility.client.StompTestClient;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an application sets on Spring's registry and channels holds with the relay. */
@Tag("web-server")
@Tag("both-paths")
@ExtendWith(Brokers.class)
class TunedApplicationIT {

    private static final Duration LONGER_THAN_THREE_HEART_BEATS = Duration.ofMillis(1_700);

    @Test
    void connectedTellsTheHeartBeatsThatTheApplicationSet(@Tuned Relay relay) {
        try (StompTestClient client = relay.open()) {
            client.send(frame("CONNECT", "accept-version:1.2", "host:localhost"));

            assertThat(client.next("CONNECTED").header("heart-beat")).isEqualTo("400,400");
        }
    }

    @Test
    void serverBeatsWhenItHasNothingToSay(@Tuned Relay relay) {
        try (StompTestClient client = relay.open()) {
            client.connect("heart-beat:0,100");

            client.awaitHeartBeats(3);
        }
    }

    @Test
    void silentClientThatPromisedHeartBeatsIsCutOff(@Tuned Relay relay) {
        try (StompTestClient client = relay.open()) {
            client.connect("heart-beat:100,0");

            assertThat(client.next("ERROR").header("message")).isNotEmpty();
            assertThat(client.awaitClose()).isEqualTo(1002);
        }
    }

    @Test
    void clientThatBeatsStays(@Tuned Relay relay) {
        try (StompTestClient client = relay.open()) {
            client.connect("heart-beat:100,0");

            for (int beat = 0; beat < 8; beat++) {
                client.send("\n");
                assertThat(client.untilQuiet(Duration.ofMillis(250))).isEmpty();
            }

            assertThat(client.isClosed()).isFalse();
        }
    }

    @Test
    void framesToControllersCountAsSignsOfLife(@Tuned Relay relay) {
        try (StompTestClient client = relay.open()) {
            client.connect("heart-beat:100,0");

            for (int count = 0; count < 8; count++) {
                client.publish("/app/echo.tuned-nobody-listens", "x");
                assertThat(client.untilQuiet(Duration.ofMillis(250))).isEmpty();
            }

            assertThat(client.isClosed()).isFalse();
        }
    }

    @Test
    void clientThatWantsNoHeartBeatsGetsAndNeedsNone(@Tuned Relay relay) {
        try (StompTestClient client = relay.open()) {
            client.connect("heart-beat:0,0");

            assertThat(client.untilQuiet(LONGER_THAN_THREE_HEART_BEATS)).isEmpty();
            assertThat(client.isClosed()).isFalse();
            assertThat(client.heartBeats()).isZero();
        }
    }

    @Test
    void selectorPicksMessages(@Tuned Relay relay) {
        try (StompTestClient client = relay.connect()) {
            client.subscribe("0", "/topic/tuned.selected", "selector:headers['mood'] == 'fine'", "receipt:r");
            client.nextReceipt("r");

            client.publish("/topic/tuned.selected", "bad", "mood:bad")
                    .publish("/topic/tuned.selected", "none")
                    .publish("/topic/tuned.selected", "fine", "mood:fine");

            assertThat(client.next("MESSAGE").body()).isEqualTo("fine");
        }
    }

    @Test
    void inboundInterceptorDropsAFrame(@Tuned Relay relay) {
        try (StompTestClient client = relay.connect()) {
            relay.subscribe(client, "0", "/topic/tuned.veto");

            client.publish("/topic/tuned.veto", "dropped", "veto:drop").publish("/topic/tuned.veto", "passed");

            assertThat(client.next("MESSAGE").body()).isEqualTo("passed");
        }
    }

    @Test
    void refusalOfAnInboundInterceptorReachesTheClient(@Tuned Relay relay) {
        try (StompTestClient client = relay.connect()) {
            client.publish("/topic/tuned.veto", "refused", "veto:throw");

            assertThat(client.next("ERROR").header("message")).contains("vetoed by the application");
            assertThat(client.awaitClose()).isEqualTo(1002);
        }
    }
}

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
import static io.chatrelay.compatibility.client.Frame.frameWithBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chatrelay.compatibility.client.StompTestClient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an application sets on Spring's registry and channels holds with the relay. */
@Tag("web-server")
@Tag("both-paths")
@ExtendWith(Brokers.class)
class TunedApplicationIT {

    @Test
    void connectedTellsTheHeartBeatsThatTheApplicationSet(@Tuned Relay relay) {
        try (StompTestClient client = relay.open()) {
            client.send(frame("CONNECT", "accept-version:1.2", "host:localhost"));

            assertThat(client.next("CONNECTED").header("heart-beat")).isEqualTo("400,400");
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

    /** The time is over that the node waits for signs of life: a client that gave none, and came last, was cut off. */
    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class WhenASilentClientWasCutOff {

        /** Some in the time that the node waits. */
        private static final Duration BETWEEN_SIGNS = Duration.ofMillis(250);

        private static final String SERVED = "open, got []";

        private final Relay relay;
        private final StompTestClient listening;
        private final StompTestClient beating;
        private final StompTestClient speaking;
        private final StompTestClient excused;
        private final StompTestClient silent;
        private String beatingWas = "";
        private String speakingWas = "";

        WhenASilentClientWasCutOff(@Tuned Relay relay) {
            this.relay = relay;
            this.listening = relay.open().connect("heart-beat:0,100");
            this.beating = relay.open().connect("heart-beat:100,0");
            this.speaking = relay.open().connect("heart-beat:100,0");
            this.excused = relay.open().connect("heart-beat:0,0");
            this.silent = relay.open().connect("heart-beat:100,0");
        }

        /** Ends one round later than the silent client, for those that would have been cut off together with it. */
        @BeforeAll
        void giveSignsOfLifeUntilThen() {
            AtomicInteger roundsAfter = new AtomicInteger();
            await().atMost(StompTestClient.DEADLINE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(BETWEEN_SIGNS)
                    .until(() -> {
                        beating.trySend("\n");
                        speaking.trySend(frameWithBody("SEND", "x", "destination:/app/echo.tuned-nobody-listens"));
                        return silent.isClosed() && roundsAfter.incrementAndGet() == 2;
                    });
            // They give no signs any more, and are cut off in turn.
            beatingWas = fateOf(beating);
            speakingWas = fateOf(speaking);
        }

        @AfterAll
        void leave() {
            Stream.of(listening, beating, speaking, excused, silent).forEach(StompTestClient::close);
        }

        private static String fateOf(StompTestClient client) {
            return (client.isClosed() ? "closed" : "open") + ", got " + client.rest();
        }

        @Test
        void itWasToldWhy() {
            assertThat(silent.next("ERROR").header("message")).isNotEmpty();
            assertThat(silent.awaitClose()).isEqualTo(1002);
        }

        @Test
        void serverBeatsWhenItHasNothingToSay() {
            listening.awaitHeartBeats(3);
            relay.assertNothingCame(listening);
        }

        @Test
        void clientThatBeatsStays() {
            assertThat(beatingWas).isEqualTo(SERVED);
        }

        @Test
        void framesToControllersCountAsSignsOfLife() {
            assertThat(speakingWas).isEqualTo(SERVED);
        }

        @Test
        void clientThatWantsNoHeartBeatsGetsAndNeedsNone() {
            relay.assertNothingCame(excused);
            assertThat(excused.heartBeats()).isZero();
        }
    }
}

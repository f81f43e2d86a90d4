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

import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.StompTestClient;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.messaging.simp.user.SimpUser;
import org.springframework.messaging.simp.user.SimpUserRegistry;

/** Nobody reads what was sent to somebody else. */
@Tag("both-paths")
@ExtendWith(Brokers.class)
class PrivacyIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/queue/**",
                "/queue/*",
                "/queue/private*",
                "/queue/private-user*",
                "/queue/private-user{session}",
                "/queue/{anything}",
                "/queue/private-user{any:.*}",
                "/queue/private-user????????-*",
                "/user/**",
                "/user/*/queue/private",
                "/user/privacy-alice/queue/private",
                "/user/../user/privacy-alice/queue/private",
                "/user/queue/**",
                "/user/queue/private*",
                "/**",
                "/*/private*",
                "/topic/**",
                "*"
            })
    void noDestinationReadsPrivateMessagesOfOthers(String destination, Relay relay) {
        try (StompTestClient alice = relay.connectAs("privacy-alice");
                StompTestClient eve = relay.connectAs("privacy-eve")) {
            relay.subscribe(alice, "0", "/user/queue/private");
            String session = sessionOf("privacy-alice", relay);
            relay.subscribe(alice, "1", "/user/queue/mine");
            eve.subscribe("0", destination.replace("{session}", session))
                    .trySend(Frame.frame("SUBSCRIBE", "id:1", "destination:/topic/privacy.eve", "receipt:handled"));
            Frame answer = eve.next();

            relay.node().template().convertAndSendToUser("privacy-alice", "/queue/private", "from the server");
            try (StompTestClient friend = relay.connectAs("privacy-friend")) {
                friend.publish("/user/privacy-alice/queue/private", "from a friend");
                assertThat(alice.nextMessages(2))
                        .extracting(Frame::body)
                        .containsExactlyInAnyOrder("from the server", "from a friend");
            }
            alice.publish("/app/mine.here", "to herself");
            assertThat(alice.next("MESSAGE").body()).isEqualTo("to herself");

            assertThat(answer.command()).isIn("RECEIPT", "ERROR");
            assertThat(whatElseCame(eve, answer, relay)).allMatch(frame -> String.valueOf(frame.header("destination"))
                    .startsWith("/topic/marker."));
        }
    }

    @Test
    void clientCannotSendIntoTheSessionOfAnother(Relay relay) {
        try (StompTestClient alice = relay.connectAs("privacy-anna");
                StompTestClient eve = relay.connectAs("privacy-emma")) {
            relay.subscribe(alice, "0", "/user/queue/private");

            eve.publish("/queue/private-user" + sessionOf("privacy-anna", relay), "forged", "receipt:r");
            assertThat(eve.next().command()).isIn("RECEIPT", "ERROR");

            relay.assertNothingCame(alice);
        }
    }

    @Test
    void patternsOfSharedQueuesStillWork(Relay relay) {
        try (StompTestClient client = relay.connect()) {
            relay.subscribe(client, "0", "/topic/privacy/**");

            client.publish("/topic/privacy/shared", "x");

            assertThat(client.next("MESSAGE").body()).isEqualTo("x");
        }
    }

    /** What a client got after the first answer to its SUBSCRIBE frames, one of which may be to the markers too. */
    private static List<Frame> whatElseCame(StompTestClient client, Frame answer, Relay relay) {
        if (answer.command().equals("ERROR")) {
            client.awaitClose();
            return client.rest();
        }
        return relay.framesBeforeMarker(client);
    }

    private static String sessionOf(String user, Relay relay) {
        SimpUser found = relay.node().bean(SimpUserRegistry.class).getUser(user);
        assertThat(found).isNotNull();
        return found.getSessions().iterator().next().getId();
    }
}

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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;

/** User destinations beyond what the contract asks of every broker. */
@Tag("both-paths")
@ExtendWith(Brokers.class)
class UserDestinationIT {

    @Test
    void sessionIdMayStandForTheUser(Relay relay) {
        try (StompTestClient client = relay.open();
                StompTestClient other = relay.connect()) {
            client.send(Frame.frame("CONNECT", "accept-version:1.2", "host:localhost"));
            String session = client.next("CONNECTED").header("session");
            relay.subscribe(client, "0", "/user/queue/by-session");
            relay.subscribe(other, "0", "/user/queue/by-session");

            SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create();
            headers.setSessionId(session);
            headers.setLeaveMutable(true);
            relay.node()
                    .template()
                    .convertAndSendToUser(
                            String.valueOf(session), "/queue/by-session", "x", headers.getMessageHeaders());

            assertThat(client.next("MESSAGE").body()).isEqualTo("x");
            relay.assertNothingCame(other);
        }
    }

    @Test
    void privateMessagesKeepTheirOrder(Relay relay) {
        try (StompTestClient client = relay.connectAs("order-alice")) {
            relay.subscribe(client, "0", "/user/queue/order");

            for (int count = 0; count < 300; count++) {
                relay.node().template().convertAndSendToUser("order-alice", "/queue/order", String.valueOf(count));
            }

            for (int count = 0; count < 300; count++) {
                assertThat(client.next("MESSAGE").body()).isEqualTo(String.valueOf(count));
            }
        }
    }

    @Test
    void nameWithASlashWorks(Relay relay) {
        try (StompTestClient client = relay.connectAs("team%2Fann")) {
            relay.subscribe(client, "0", "/user/queue/slash");

            relay.node().template().convertAndSendToUser("team/ann", "/queue/slash", "x");

            assertThat(client.next("MESSAGE").body()).isEqualTo("x");
        }
    }

    @Test
    void nothingIsDeliveredToNobodyInParticular(Relay relay) {
        try (StompTestClient client = relay.connectAs("somebody")) {
            relay.subscribe(client, "0", "/user/queue/absent");

            relay.node().template().convertAndSendToUser("nobody-of-this-name", "/queue/absent", "x");
            relay.node().template().convertAndSendToUser("somebody", "/queue/absent", "y");

            assertThat(client.next("MESSAGE").body()).isEqualTo("y");
        }
    }
}

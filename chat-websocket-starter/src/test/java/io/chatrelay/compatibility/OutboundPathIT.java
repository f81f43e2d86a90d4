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

import io.chatrelay.bridge.delivery.SessionWriter;
import io.chatrelay.compatibility.app.OutboundPath;
import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.StompTestClient;
import io.chatrelay.websocket.SessionLanes;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The way to clients that the tests believe to use. The build runs those with this tag twice: on the direct one with all
 * others, and through Spring's outbound channel.
 */
@Tag("both-paths")
@ExtendWith(Brokers.class)
class OutboundPathIT {

    @Test
    void isTheOneOfThisRun(Relay relay) {
        assertPathOfThisRun(relay);
    }

    @Test
    void isTheOneOfThisRunWithWhatSpringLetsAnApplicationSet(@Tuned Relay relay) {
        assertPathOfThisRun(relay);
    }

    private static void assertPathOfThisRun(Relay relay) {
        boolean direct = OutboundPath.ofThisRun() == OutboundPath.DIRECT;
        try (StompTestClient client = relay.open()) {
            client.send(Frame.frame("CONNECT", "accept-version:1.2", "host:localhost"));
            String session = Objects.requireNonNull(client.next("CONNECTED").header("session"));

            SessionWriter writer = relay.node().bean(SessionLanes.class).find(session);
            assertThat(Objects.requireNonNull(writer).isOpen())
                    .as("the broker writes to the session directly")
                    .isEqualTo(direct);
        }
    }
}

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

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Chat Relay: what applications rely on holds, and what differs from the simple broker differs as documented. */
@Tag("web-server")
@Tag("both-paths")
@ExtendWith(Brokers.class)
class RelayIT {

    static List<IntendedDifference> differences() {
        return IntendedDifference.all();
    }

    @ParameterizedTest
    @MethodSource("differences")
    void differsAsDocumented(IntendedDifference difference, Relay relay) {
        assertThat(difference.seenByRelayClient(relay)).isEqualTo(difference.relay());
    }

    @Nested
    class Broker extends StompBrokerContract {

        Broker(Relay relay) {
            super(relay);
        }
    }

    @Nested
    class UsersAndControllers extends UserAndControllerContract {

        UsersAndControllers(Relay relay) {
            super(relay);
        }
    }
}

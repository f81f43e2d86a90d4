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
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spring's own broker: what holds here is what applications rely on today. */
@ExtendWith(Brokers.class)
class SimpleBrokerIT {

    static List<IntendedDifference> differences() {
        return IntendedDifference.all();
    }

    @ParameterizedTest
    @MethodSource("differences")
    void differsAsDocumented(IntendedDifference difference, SimpleBroker broker) {
        assertThat(difference.seenBySimpleBrokerClient(broker)).isEqualTo(difference.simpleBroker());
    }

    @Nested
    class Broker extends StompBrokerContract {

        Broker(SimpleBroker broker) {
            super(broker);
        }
    }

    @Nested
    class UsersAndControllers extends UserAndControllerContract {

        UsersAndControllers(SimpleBroker broker) {
            super(broker);
        }
    }
}

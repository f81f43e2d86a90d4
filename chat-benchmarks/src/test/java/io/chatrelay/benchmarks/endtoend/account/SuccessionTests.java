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
package io.chatrelay.benchmarks.endtoend.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.benchmarks.endtoend.account.SequenceTracker.Arrival;
import org.junit.jupiter.api.Test;

class SuccessionTests {

    private final Succession succession = new Succession(7);

    @Test
    void countsFromTheFirstThatIsWanted() {
        assertThat(this.succession.missing(7)).isZero();
        assertThat(this.succession.arrived(7)).isEqualTo(Arrival.IN_ORDER);
        assertThat(this.succession.arrived(8)).isEqualTo(Arrival.IN_ORDER);

        assertThat(this.succession.received()).isEqualTo(2);
        assertThat(this.succession.missing(10)).isEqualTo(1);
    }

    @Test
    void whatWasThereBeforeTheBeginningIsASecondCopy() {
        assertThat(this.succession.arrived(6)).isEqualTo(Arrival.DOUBLED);
        assertThat(this.succession.received()).isZero();
    }

    @Test
    void firstThatComesAfterTheSecondIsLate() {
        this.succession.arrived(8);

        assertThat(this.succession.missing(9)).isEqualTo(1);
        assertThat(this.succession.arrived(7)).isEqualTo(Arrival.LATE);
        assertThat(this.succession.missing(9)).isZero();
    }
}

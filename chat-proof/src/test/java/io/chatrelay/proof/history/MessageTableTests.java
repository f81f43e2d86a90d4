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
package io.chatrelay.proof.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageTableTests {

    private final MessageTable table = new MessageTable();

    @Test
    void sameIdIsSameMessage() {
        assertThat(this.table.seen("a", 1, 0)).isZero();
        assertThat(this.table.seen("b", 1, 1)).isEqualTo(1);
        assertThat(this.table.seen("a", 1, 0)).isZero();
        assertThat(this.table.size()).isEqualTo(2);
        assertThat(this.table.contradictions()).isEmpty();
    }

    @Test
    void sameBodyUnderAnotherIdIsACopy() {
        int original = this.table.seen("a", 1, 5);
        int copy = this.table.seen("b", 1, 5);
        int other = this.table.seen("c", 2, 5);

        assertThat(this.table.original(copy)).isEqualTo(original);
        assertThat(this.table.original(other)).isEqualTo(other);
        assertThat(this.table.find(1, 5)).hasValue(original);
        assertThat(this.table.find(1, 6)).isEmpty();
    }

    @Test
    void anotherBodyUnderAnIdIsAContradiction() {
        int message = this.table.seen("a", 1, 5);
        this.table.seen("a", 1, 6);

        assertThat(this.table.contradictions()).containsExactly(message);
    }
}

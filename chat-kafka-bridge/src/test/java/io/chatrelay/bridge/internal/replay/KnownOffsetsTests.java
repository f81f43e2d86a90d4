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
package io.chatrelay.bridge.internal.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chatrelay.bridge.internal.log.NodeLog;
import io.chatrelay.bridge.internal.log.PartitionLog;
import io.chatrelay.bridge.settings.HistorySettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class KnownOffsetsTests {

    private final AtomicLong nanos = new AtomicLong(1_000);

    private final KnownOffsets offsets = new KnownOffsets(this.nanos::get);

    private final PartitionLog log;

    private int questions;

    KnownOffsetsTests() {
        NodeLog node = new NodeLog(HistorySettings.DEFAULT, Duration.ZERO);
        node.found(1, 1);
        this.log = node.partitions()[0];
    }

    private long answer() {
        return ++this.questions;
    }

    private long silence() {
        this.questions++;
        throw new TimeoutException("away");
    }

    @Test
    void answerServesThoseWhoCameBeforeTheQuestion() {
        assertThat(this.offsets.of(this.log, 0, 1_000, this::answer)).isEqualTo(1);
        assertThat(this.offsets.of(this.log, 0, 900, this::answer)).isEqualTo(1);

        assertThat(this.offsets.of(this.log, 0, 1_001, this::answer)).isEqualTo(2);
    }

    @Test
    void answerOfAnotherLogIsNone() {
        this.offsets.of(this.log, 0, 1_000, this::answer);

        assertThat(this.offsets.of(this.log, 1, 1_000, this::answer)).isEqualTo(2);
    }

    @Test
    void nobodyWaitsForKafkaAgainWhenItHasJustNotAnswered() {
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> this.offsets.of(this.log, 0, 1_000, this::silence));
        this.nanos.addAndGet(Duration.ofMillis(999).toNanos());
        assertThatExceptionOfType(TimeoutException.class)
                .isThrownBy(() -> this.offsets.of(this.log, 0, 2_000, this::answer));
        assertThat(this.questions).isEqualTo(1);

        this.nanos.addAndGet(Duration.ofMillis(1).toNanos());

        assertThat(this.offsets.of(this.log, 0, 2_000, this::answer)).isEqualTo(2);
    }
}

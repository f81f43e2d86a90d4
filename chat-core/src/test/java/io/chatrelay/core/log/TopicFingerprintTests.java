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
package io.chatrelay.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TopicFingerprintTests {

    private static final String CLUSTER = "5L6g3nShT-eMCtK--X86sw";

    private static final String TOPIC = "chat.relay.messages";

    private static final String ID = "aXhQ9cYvT7W3N1r2Zp0kGg";

    private final long fingerprint = TopicFingerprint.of(CLUSTER, TOPIC, ID);

    /** Clients keep positions over restarts and releases: another digest would tell all of them that the log is another. */
    @Test
    void isTheSameOnEveryNodeAndInEveryRelease() {
        assertThat(fingerprint).isEqualTo(TopicFingerprint.of(CLUSTER, TOPIC, ID));
        assertThat(Long.toHexString(fingerprint)).isEqualTo("ee67b54860317bf8");
    }

    @Test
    void topicThatWasRecreatedHasAnotherOneOfTheSameName() {
        long recreated = TopicFingerprint.of(CLUSTER, TOPIC, "bXhQ9cYvT7W3N1r2Zp0kGg");

        assertThat(recreated).isNotEqualTo(fingerprint);
        assertThat(TopicFingerprint.sameName(recreated, fingerprint)).isTrue();
    }

    @Test
    void topicOfAnotherClusterOrNameHasAnotherName() {
        assertThat(TopicFingerprint.sameName(TopicFingerprint.of("another", TOPIC, ID), fingerprint))
                .isFalse();
        assertThat(TopicFingerprint.sameName(TopicFingerprint.of(CLUSTER, "another", ID), fingerprint))
                .isFalse();
    }

    @Test
    void similarNamesAreToldApart() {
        Set<Long> names = new HashSet<>();
        Set<Integer> incarnations = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            long other = TopicFingerprint.of(CLUSTER, TOPIC + i, ID + i);
            names.add(other >>> Integer.SIZE);
            incarnations.add((int) other);
        }

        assertThat(names).hasSize(1000);
        assertThat(incarnations).hasSize(1000);
    }
}

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
package io.chatrelay.bridge.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.core.cursor.Cursor;
import io.chatrelay.core.cursor.GapReason;
import io.chatrelay.core.stomp.StompVersion;
import io.chatrelay.core.stomp.SubscriptionStart;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class SubscriptionTests {

    private final ClientSession session = new ClientSession(
            "s1",
            null,
            StompVersion.V1_2,
            Heartbeat.NONE,
            new SessionOutput(() -> (message, timeout) -> true, null, true),
            0);

    private final Subscription plain = new Subscription(this.session, "0", "/topic/a", "/topic/a", false, null);

    private final Subscription pattern = new Subscription(this.session, "1", "/topic/*", "/topic/*", true, null);

    private final ConcurrentLinkedQueue<String> sent = new ConcurrentLinkedQueue<>();

    @Test
    void receiptOfTheSameSubscribeSentAgainWaitsForTheBeginning() {
        this.plain.whenStarted(() -> this.sent.add("early"));
        assertThat(this.sent).isEmpty();

        this.plain.begin();
        this.plain.whenStarted(() -> this.sent.add("late"));

        assertThat(this.sent).containsExactly("early", "late");
    }

    @Test
    void onlySoManyOfThemWait() {
        int taken = 0;
        while (this.plain.whenStarted(() -> this.sent.add("early"))) {
            taken++;
        }

        this.plain.begin();

        assertThat(this.sent).hasSize(taken).hasSizeLessThan(100);
    }

    @Test
    void flowsOnceItHasBegunAtTheTail() {
        Cursor cursor = new Cursor();
        cursor.startLive();
        this.plain.put(0, cursor);
        assertThat(this.plain.isFlowing()).isFalse();

        this.plain.begin();

        assertThat(this.plain.isFlowing()).isTrue();
    }

    @Test
    void oneCursorThatIsBehindKeepsThePatternFromFlowingAndTheOthersLive() {
        this.pattern.begin();
        assertThat(this.pattern.isFlowing()).isTrue();

        this.pattern.cursor(3).refuse(7);
        this.pattern.cursorMoved();

        assertThat(this.pattern.isFlowing()).isFalse();
        assertThat(this.pattern.cursor(3).isLive()).isFalse();
        assertThat(this.pattern.cursor(4).isLive()).isTrue();
    }

    @Test
    void cursorOfASubscriptionThatHasNotBegunIsNotLive() {
        assertThat(this.pattern.cursor(0).isLive()).isFalse();
    }

    @Test
    void endedSubscriptionNeitherFlowsNorTakesAPartition() {
        this.plain.begin();

        this.plain.end();

        assertThat(this.plain.isFlowing()).isFalse();
        assertThat(this.plain.cursor(0).isClosed()).isTrue();
    }

    @Test
    void startSaysWhatIsReplayedAndWhatIsMissing() {
        assertThat(text(this.plain.start(false, null))).isEqualTo("MESSAGE\nsubscription:0\n");
        assertThat(text(this.plain.start(true, null))).isEqualTo("MESSAGE\nsubscription:0\nreplayed:true\n");
        assertThat(text(this.plain.start(false, GapReason.RETENTION)))
                .isEqualTo("MESSAGE\nsubscription:0\ngap:retention\n");
        assertThat(text(this.plain.start(true, GapReason.TRUNCATED)))
                .contains("\nreplayed:true\n", "\ngap:truncated\n");
    }

    private static String text(SubscriptionStart start) {
        return new String(start.bytes(), StandardCharsets.UTF_8);
    }
}

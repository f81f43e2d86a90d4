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

import io.chatrelay.testing.ExpectLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class PendingSubscribesTests {

    private final AtomicLong nanos = new AtomicLong();

    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());

    private final PendingSubscribes pending = new PendingSubscribes(this.nanos::get);

    private void send(String text) {
        this.pending.thenSend(() -> this.sent.add(text));
    }

    private void passMillis(long millis) {
        this.nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void sendWithoutSubscribeBeforeItGoesAtOnce() {
        send("a");

        assertThat(this.sent).containsExactly("a");
    }

    @Test
    void sendsGoInTheirOrderWhenEverySubscribeBeforeThemHasBegun() {
        this.pending.started();
        this.pending.started();
        send("a");
        send("b");
        this.pending.begun(Runnable::run);
        assertThat(this.sent).isEmpty();

        this.pending.begun(Runnable::run);

        assertThat(this.sent).containsExactly("a", "b");
    }

    @Test
    void sendGoesWhenItsTimeIsUpAndTheNextOneWaitsForItsOwn() {
        this.pending.started();
        send("a");
        passMillis(900);
        this.pending.started();
        send("b");

        passMillis(100);
        this.pending.goOn();
        assertThat(this.sent).containsExactly("a");

        passMillis(900);
        this.pending.goOn();
        assertThat(this.sent).containsExactly("a", "b");
    }

    @Test
    void clientThatGoesOnSendingIsNotHeldUpWhenTheTimeOfItsSubscribeIsOver() {
        this.pending.started();
        passMillis(900);
        send("a");
        passMillis(200);
        send("b");

        this.pending.goOn();

        assertThat(this.sent).containsExactly("a", "b");
    }

    @Test
    void subscribeThatComesWhileSendsGoOnIsWaitedFor() {
        this.pending.started();
        this.pending.thenSend(() -> {
            this.sent.add("a");
            this.pending.started();
            send("b");
        });

        this.pending.begun(Runnable::run);
        assertThat(this.sent).containsExactly("a");

        this.pending.begun(Runnable::run);
        assertThat(this.sent).containsExactly("a", "b");
    }

    @Test
    void subscribeThatNeverBeginsHoldsNothingUpForLong() throws Exception {
        PendingSubscribes real = new PendingSubscribes(Duration.ofMillis(100), System::nanoTime);
        CountDownLatch both = new CountDownLatch(2);
        real.started();
        real.thenSend(both::countDown);
        real.thenSend(both::countDown);

        assertThat(both.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @ExpectLog(value = "A SEND that waited for a SUBSCRIBE failed", level = Level.ERROR)
    void sendThatFailsTakesNobodyAlong() {
        this.pending.started();
        this.pending.thenSend(() -> {
            throw new IllegalStateException("for the test");
        });
        send("b");

        this.pending.begun(Runnable::run);

        assertThat(this.sent).containsExactly("b");
    }
}

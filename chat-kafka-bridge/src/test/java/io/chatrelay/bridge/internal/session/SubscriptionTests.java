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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SubscriptionTests {

    private final ClientSession session = new ClientSession("s1", null, Heartbeat.NONE, (message, timeout) -> true, 0);

    private final Subscription subscription = new Subscription(this.session, "0", "/topic/a", "/topic/a", null);

    private final ConcurrentLinkedQueue<String> sent = new ConcurrentLinkedQueue<>();

    @Test
    void receiptComesFirstThenWhatWasHeldBackThenTheRest() {
        this.subscription.deliver(() -> this.sent.add("early"));
        assertThat(this.sent).isEmpty();

        this.subscription.becomeLive(() -> this.sent.add("receipt"));
        this.subscription.deliver(() -> this.sent.add("late"));

        assertThat(this.sent).containsExactly("receipt", "early", "late");
    }

    @Test
    void messageThatComesWhileTheReceiptIsBeingQueuedWaitsForIt() throws Exception {
        CountDownLatch inReceipt = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<Void> becoming = CompletableFuture.runAsync(() -> this.subscription.becomeLive(() -> {
            inReceipt.countDown();
            await(goOn);
            this.sent.add("receipt");
        }));
        await(inReceipt);
        CompletableFuture<Void> delivering =
                CompletableFuture.runAsync(() -> this.subscription.deliver(() -> this.sent.add("message")));

        goOn.countDown();
        CompletableFuture.allOf(becoming, delivering).get(10, TimeUnit.SECONDS);

        assertThat(List.copyOf(this.sent)).containsExactly("receipt", "message");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}

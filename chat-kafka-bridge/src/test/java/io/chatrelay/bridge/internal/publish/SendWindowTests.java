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
package io.chatrelay.bridge.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chatrelay.bridge.internal.record.RelayedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

class SendWindowTests {

    private static final long WINDOW = 1_000;

    private final AtomicLong nanos = new AtomicLong(50);

    private final List<String> released = new ArrayList<>();

    private final SendWindow window = window(WINDOW, this.released::add);

    private SendWindow window(long windowNanos, Consumer<String> sender) {
        return new SendWindow(
                windowNanos,
                this.nanos::get,
                publication -> sender.accept(publication.message().destination()));
    }

    private static Publication message(String name) {
        return new Publication(
                new RelayedMessage(name, null, Map.of(), new byte[0], null), 1, Long.MAX_VALUE, new PublishCallback() {

                    @Override
                    public void committed(RecordMetadata place) {
                        throw new AssertionError("nothing is written here");
                    }

                    @Override
                    public void failed(PublishFailedException failure) {
                        throw new AssertionError(failure);
                    }
                });
    }

    private boolean hold(String name) {
        return this.window.hold(message(name));
    }

    @Test
    void messageThatComesAloneDoesNotWait() {
        assertThat(hold("first")).isFalse();
        this.nanos.addAndGet(WINDOW);

        assertThat(hold("second")).isFalse();
    }

    @Test
    void messagesInQuickSuccessionWaitForTheEndOfTheWindowAndKeepTheirOrder() {
        assertThat(hold("alone")).isFalse();
        this.nanos.addAndGet(WINDOW - 1);
        assertThat(hold("a")).isTrue();
        assertThat(hold("b")).isTrue();
        assertThat(this.released).isEmpty();

        this.window.release();

        assertThat(this.released).containsExactly("a", "b");
    }

    @Test
    void messageThatComesLateDoesNotPassThoseThatAreStillHeld() {
        hold("alone");
        hold("held");
        this.nanos.addAndGet(2 * WINDOW);

        assertThat(hold("late")).isTrue();
        this.window.release();

        assertThat(this.released).containsExactly("held", "late");
    }

    @Test
    void messageThatComesWhileHeldOnesAreSentDoesNotPassThem() throws Exception {
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ConcurrentLinkedQueue<String> sent = new ConcurrentLinkedQueue<>();
        SendWindow slow = window(WINDOW, name -> {
            sending.countDown();
            awaitLatch(goOn);
            sent.add(name);
        });
        slow.hold(message("alone"));
        slow.hold(message("held"));
        CompletableFuture<Void> releasing = CompletableFuture.runAsync(slow::release);
        awaitLatch(sending);
        this.nanos.addAndGet(2 * WINDOW);

        assertThat(slow.hold(message("late"))).isTrue();
        CompletableFuture<Void> another = CompletableFuture.runAsync(slow::release);
        goOn.countDown();
        CompletableFuture.allOf(releasing, another).get(10, TimeUnit.SECONDS);

        assertThat(sent).containsExactly("held", "late");
    }

    @Test
    void withoutAWindowNothingWaits() {
        SendWindow none = window(0, this.released::add);

        assertThat(none.hold(message("a"))).isFalse();
        assertThat(none.hold(message("b"))).isFalse();
    }

    @Test
    void closingSendsWhatIsHeldAndHoldsNoMore() {
        hold("alone");
        hold("held");

        this.window.close();

        assertThat(this.released).containsExactly("held");
        assertThat(hold("late")).isFalse();
    }

    @Test
    void itsThreadSendsEverythingInOrder() {
        ConcurrentLinkedQueue<String> sent = new ConcurrentLinkedQueue<>();
        SendWindow running = new SendWindow(
                TimeUnit.MILLISECONDS.toNanos(1),
                System::nanoTime,
                publication -> sent.add(publication.message().destination()));
        running.start();
        List<String> names = IntStream.range(0, 20_000).mapToObj(i -> "m" + i).toList();

        names.stream().map(SendWindowTests::message).forEach(message -> {
            if (!running.hold(message)) {
                sent.add(message.message().destination());
            }
        });

        await().untilAsserted(() -> assertThat(sent).hasSize(names.size()));
        assertThat(sent).containsExactlyElementsOf(names);
        running.close();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}

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
package io.chatrelay.benchmarks.subscription;

import com.sun.management.ThreadMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Lets many subscribers join one destination that is published to all the while, and leave it again: ours against
 * Spring's {@code DefaultSubscriptionRegistry}, in the same run and on the same thread. Prints a Markdown table.
 *
 * <p>There is a look-up after every {@value #CHANGES_PER_LOOK_UP} joins or leaves; look-ups are in a column of their own.
 * Arguments are the numbers of subscribers, 1,000, 10,000 and 50,000 unless given. Spring's part of the largest takes
 * about a minute.
 */
public final class SubscriptionIndexComparison {

    private static final int CHANGES_PER_LOOK_UP = 100;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Registry registry;

    private final Cost joins = new Cost();

    private final Cost leaves = new Cost();

    private final Cost lookUps = new Cost();

    private long found;

    SubscriptionIndexComparison(Registry registry) {
        this.registry = registry;
    }

    public static void main(String[] arguments) {
        int[] counts = arguments.length == 0
                ? new int[] {1_000, 10_000, 50_000}
                : List.of(arguments).stream().mapToInt(Integer::parseInt).toArray();
        print(System.out, counts);
    }

    static void print(PrintStream out, int... counts) {
        for (int warmUp = 0; warmUp < 5; warmUp++) {
            new SubscriptionIndexComparison(new IndexRegistry()).run(Subscribers.of(2_000));
            new SubscriptionIndexComparison(new SpringRegistry()).run(Subscribers.of(2_000));
        }
        out.println("| subscribers | registry | joining | | leaving | | one look-up | |");
        out.println("|---:|---|---:|---:|---:|---:|---:|---:|");
        for (int count : counts) {
            List<Registry.Subscriber> subscribers = Subscribers.of(count);
            out.println(row("ours", new IndexRegistry(), subscribers));
            out.println(row("Spring's", new SpringRegistry(), subscribers));
        }
    }

    private static String row(String name, Registry registry, List<Registry.Subscriber> subscribers) {
        SubscriptionIndexComparison run = new SubscriptionIndexComparison(registry);
        run.run(subscribers);
        return "| %,d | %s | %s | %s | %s |"
                .formatted(subscribers.size(), name, run.joins.total(), run.leaves.total(), run.lookUps.average());
    }

    /** Everybody joins, then everybody leaves; the first look-up comes before, so that no registry is cold. */
    long run(List<Registry.Subscriber> subscribers) {
        this.found = this.registry.publish();
        change(subscribers, this.joins, this.registry::join);
        change(subscribers, this.leaves, this.registry::leave);
        return this.found;
    }

    private void change(List<Registry.Subscriber> subscribers, Cost cost, Consumer<Registry.Subscriber> joinOrLeave) {
        for (int from = 0; from < subscribers.size(); from += CHANGES_PER_LOOK_UP) {
            int to = Math.min(from + CHANGES_PER_LOOK_UP, subscribers.size());
            List<Registry.Subscriber> some = subscribers.subList(from, to);
            cost.add(() -> some.forEach(joinOrLeave));
            this.lookUps.add(() -> this.found += this.registry.publish());
        }
    }

    /** Time and allocated bytes of the calling thread. */
    private static final class Cost {

        private int times;

        private long nanos;

        private long bytes;

        void add(Runnable work) {
            long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
            long nanosBefore = System.nanoTime();
            work.run();
            this.nanos += System.nanoTime() - nanosBefore;
            this.bytes += THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
            this.times++;
        }

        String total() {
            return String.format(Locale.ROOT, "%,.1f ms | %,.1f MB", this.nanos / 1e6, this.bytes / 1e6);
        }

        String average() {
            return String.format(
                    Locale.ROOT, "%,.1f µs | %,d B", this.nanos / 1e3 / this.times, this.bytes / this.times);
        }
    }
}

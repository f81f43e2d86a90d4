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

import io.chatrelay.benchmarks.MicroBenchmark;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * One change of a hot destination with a number of subscribers, and one look-up. Run by
 * {@code ./benchmark --jmh SubscriptionIndex}; {@code -prof gc} adds the allocated bytes.
 */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SubscriptionIndexBenchmark extends MicroBenchmark {
    /** How many are subscribed while one leaves and comes back. */
    @Param({"1000", "10000", "50000"})
    public int subscribers;

    /** Whose registry. */
    @Param({"OURS", "SPRINGS"})
    public Kind kind = Kind.OURS;

    private Registry registry = new Registry.Index();
    private Registry.Subscriber last = Registry.Subscriber.many(1).get(0);

    /** Whose registry is measured. */
    public enum Kind {
        OURS,
        SPRINGS
    }

    /** Subscribes everybody to a destination that is published to. */
    @Setup(Level.Trial)
    public void subscribeAll() {
        this.registry = this.kind == Kind.OURS ? new Registry.Index() : new Registry.Springs();
        List<Registry.Subscriber> all = Registry.Subscriber.many(this.subscribers);
        all.forEach(this.registry::join);
        this.registry.publish();
        this.last = all.get(all.size() - 1);
    }

    /** One subscriber leaves and joins again. */
    @Benchmark
    public void leaveAndJoin() {
        this.registry.leave(this.last);
        this.registry.join(this.last);
    }

    /** One message is published to all of them. */
    @Benchmark
    public int publish() {
        return this.registry.publish();
    }
}

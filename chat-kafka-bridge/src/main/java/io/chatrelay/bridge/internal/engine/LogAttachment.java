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
package io.chatrelay.bridge.internal.engine;

import io.chatrelay.bridge.internal.log.NodeLog;
import io.chatrelay.bridge.internal.log.PartitionLog;
import io.chatrelay.bridge.internal.log.WaitingAction;
import io.chatrelay.bridge.internal.session.Subscription;
import io.chatrelay.bridge.internal.subscription.Subscriptions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sees to it that the partitions a subscription needs are read, from its beginning to its end. Thread-safe. */
final class LogAttachment {

    private final NodeLog log;

    private final Subscriptions subscriptions;

    private final @Nullable UserDestinations users;

    /** Runs what must not be done by the tail thread. */
    private final Consumer<Runnable> elsewhere;

    LogAttachment(
            NodeLog log, Subscriptions subscriptions, @Nullable UserDestinations users, Consumer<Runnable> elsewhere) {
        this.log = log;
        this.subscriptions = subscriptions;
        this.users = users;
        this.elsewhere = elsewhere;
    }

    /**
     * Begins a subscription to one destination.
     *
     * @param whenReading is told the partition once it is read, with its lock held
     */
    void attachPlain(Subscription subscription, Consumer<PartitionLog> whenReading) {
        this.subscriptions.add(subscription);
        whenFound(subscription, () -> {
            PartitionLog partition = this.log.partitionOf(subscription.destination());
            attach(subscription, partition, () -> whenReading.accept(partition));
            attachFormer(subscription);
            endIfSessionHas(subscription);
        });
    }

    /**
     * Begins a subscription whose messages may be in several partitions.
     *
     * @param whenReading is run once they are all read, with the locks of all held
     */
    void attachMany(Subscription subscription, Runnable whenReading) {
        if (subscription.isPersonal()) {
            this.subscriptions.addPersonal(subscription);
        } else {
            this.subscriptions.add(subscription);
        }
        whenFound(subscription, () -> {
            List<PartitionLog> partitions = partitionsOf(subscription);
            AtomicInteger missing = new AtomicInteger(partitions.size() + 1);
            Runnable begin = () -> {
                if (!subscription.isEnded()) {
                    withLocks(partitions, whenReading);
                }
            };
            for (PartitionLog partition : partitions) {
                attach(subscription, partition, () -> {
                    if (missing.decrementAndGet() == 0) {
                        this.elsewhere.accept(begin);
                    }
                });
            }
            if (missing.decrementAndGet() == 0) {
                begin.run();
            }
            endIfSessionHas(subscription);
        });
    }

    private void whenFound(Subscription subscription, Runnable action) {
        this.log.whenFound(new ForSubscription(subscription, action));
    }

    /** Until all producers know that partitions were added, messages still come in the one from before. */
    private void attachFormer(Subscription subscription) {
        PartitionLog former = this.log.formerPartitionOf(subscription.destination());
        if (former != null) {
            attach(subscription, former, () -> {});
        }
    }

    /** With the lock held, so that who ends the subscription gives up the partition after it was taken. */
    private void attach(Subscription subscription, PartitionLog partition, Runnable whenReading) {
        WaitingAction unlessEnded = new ForSubscription(subscription, () -> {
            if (!subscription.isEnded()) {
                whenReading.run();
            }
        });
        partition.lock().lock();
        try {
            if (subscription.attach(partition)) {
                this.log.acquire(partition, unlessEnded);
            } else if (!subscription.isEnded()) {
                this.log.await(partition, unlessEnded);
            }
        } finally {
            partition.lock().unlock();
        }
    }

    private List<PartitionLog> partitionsOf(Subscription subscription) {
        List<String> destinations = subscription.isPersonal() && this.users != null
                ? this.users.logDestinations(subscription.requestedDestination(), subscription.session())
                : null;
        return destinations == null
                ? List.of(this.log.partitions())
                : destinations.stream().map(this.log::partitionOf).distinct().toList();
    }

    /** Always in the order of the partitions' numbers, so that two who do this do not wait for each other. */
    private static void withLocks(List<PartitionLog> partitions, Runnable action) {
        List<PartitionLog> ordered = partitions.stream()
                .sorted((one, other) -> Integer.compare(one.partition(), other.partition()))
                .toList();
        ordered.forEach(partition -> partition.lock().lock());
        try {
            action.run();
        } finally {
            ordered.forEach(partition -> partition.lock().unlock());
        }
    }

    /** The topic has other partitions than before: subscriptions may need more of them. */
    void partitionsChanged(Iterable<Subscription> all) {
        for (Subscription subscription : all) {
            List<PartitionLog> needed = subscription.isPlain()
                    ? List.of(this.log.partitionOf(subscription.destination()))
                    : partitionsOf(subscription);
            needed.forEach(partition -> attach(subscription, partition, () -> {}));
            if (subscription.isPlain()) {
                attachFormer(subscription);
            }
        }
        this.log.forgetBeginnings();
    }

    /** The session may have ended while its last SUBSCRIBE was handled: then nobody else takes this one out. */
    private void endIfSessionHas(Subscription subscription) {
        if (subscription.session().isEnded()) {
            end(subscription);
        }
    }

    /** Ends a subscription: it gets nothing any more, and nothing is read for it. */
    void end(Subscription subscription) {
        subscription.end();
        subscription.releaseSends(this.elsewhere::accept);
        this.subscriptions.remove(subscription);
        for (PartitionLog partition : subscription.detach()) {
            partition.lock().lock();
            try {
                subscription.cursor(partition.partition()).close();
            } finally {
                partition.lock().unlock();
            }
            this.log.release(partition);
        }
    }

    private record ForSubscription(Subscription subscription, Runnable action) implements WaitingAction {

        @Override
        public void run() {
            this.action.run();
        }

        @Override
        public boolean isObsolete() {
            return this.subscription.isEnded();
        }
    }
}

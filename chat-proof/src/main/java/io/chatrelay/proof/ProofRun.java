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
package io.chatrelay.proof;

import io.chatrelay.proof.account.DestinationHistory;
import io.chatrelay.proof.account.Findings;
import io.chatrelay.proof.client.Ending;
import io.chatrelay.proof.client.Population;
import io.chatrelay.proof.cluster.Cluster;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run: all clients connect, then load and faults, then rest, then the account. */
final class ProofRun implements AutoCloseable {
    private static final Duration LIVE_LIMIT = Duration.ofSeconds(30);

    private static final Duration REST_LIMIT = Duration.ofMinutes(2);
    /** Longer than any outage that is made on purpose. */
    private static final int SILENCE_LIMIT_MILLIS = 90_000;

    private static final int PROGRESS_MILLIS = 10_000;
    private static final int MILLIS = 1_000;

    private final ProofOptions options;
    private final @Nullable Cluster cluster;
    private final Consumer<String> progress;
    private final Population population;
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private @Nullable String trouble;

    /** @param cluster the servers, null if they are those of somebody else */
    ProofRun(ProofOptions options, @Nullable Cluster cluster, Consumer<String> progress) {
        this.options = options;
        this.cluster = cluster;
        this.progress = progress;
        List<URI> nodes = cluster == null ? options.nodes : cluster.nodes(options.injection);
        this.population = new Population(nodes, options.seed, options.destinations, options.subscribers);
    }

    /**
     * Returns what the run has shown.
     *
     * @throws IllegalStateException when the subscriptions do not become live, or a server cannot be started again
     * @throws java.util.concurrent.CancellationException when the thread is interrupted
     */
    ProofReport run() {
        if (!turnUntil(population::isLive, LIVE_LIMIT)) {
            throw new IllegalStateException("Not all subscriptions became live within " + LIVE_LIMIT.toSeconds()
                    + " s: " + population.trouble().orElse("no RECEIPT for SUBSCRIBE has come"));
        }
        int startMillis = population.millis();
        load(startMillis);
        double seconds = (population.millis() - startMillis) / (double) MILLIS;
        comeToRest();
        boolean everythingKept = cluster != null && !options.faults().contains(Fault.RETENTION);
        List<DestinationHistory> histories = population.histories();
        return new ProofReport(
                options.seed,
                seconds,
                population.connects(),
                faults,
                everythingKept,
                trouble,
                histories,
                Findings.of(histories, everythingKept));
    }

    private void load(int startMillis) {
        FaultSchedule schedule = new FaultSchedule(options.seed, options.faults(), options.pause * MILLIS);
        long published = 0;
        long deliveries = 0;
        int lastDelivery = 0;
        int nextProgress = 0;
        int now = 0;
        while (now < options.limit().toMillis() && deliveries < options.deliveries) {
            for (; published < (long) now * options.rate / MILLIS; published++) {
                population.publish();
            }
            schedule.due(now).forEach(this::begin);
            population.turn();
            now = population.millis() - startMillis;
            if (population.deliveries() > deliveries) {
                deliveries = population.deliveries();
                lastDelivery = now;
            } else if (now - lastDelivery > SILENCE_LIMIT_MILLIS) {
                trouble = "nothing was delivered for " + SILENCE_LIMIT_MILLIS / MILLIS + " s";
                return;
            }
            if (now >= nextProgress) {
                nextProgress += PROGRESS_MILLIS;
                progress.accept("%4d s  %,d deliveries".formatted(now / MILLIS, deliveries));
            }
        }
    }

    private void begin(FaultSchedule.Planned planned) {
        Fault fault = planned.fault();
        if (fault.begin(cluster, population, new Random(planned.choice()))) {
            faults.merge(fault, 1, Integer::sum);
            if (fault.isForServers()) {
                progress.accept("%4d s  %s".formatted(planned.atMillis() / MILLIS, fault));
            }
        }
    }

    private void comeToRest() {
        progress.accept("coming to rest");
        Ending ending = new Ending(population);
        BooleanSupplier atRest = () -> (cluster == null || cluster.isAtRest()) && ending.step();
        if (!turnUntil(atRest, REST_LIMIT) && trouble == null) {
            List<String> missing = ending.missing();
            trouble = "%d subscribers without the last message after %d s: %s"
                    .formatted(
                            missing.size(),
                            REST_LIMIT.toSeconds(),
                            missing.stream().limit(3).toList());
        }
    }

    private boolean turnUntil(BooleanSupplier condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            population.turn();
        }
        return true;
    }

    @Override
    public void close() {
        population.close();
    }
}

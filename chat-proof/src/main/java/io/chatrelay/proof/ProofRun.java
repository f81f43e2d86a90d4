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

import io.chatrelay.proof.check.Findings;
import io.chatrelay.proof.cluster.Cluster;
import io.chatrelay.proof.fault.Fault;
import io.chatrelay.proof.fault.FaultSchedule;
import io.chatrelay.proof.fault.PlannedFault;
import io.chatrelay.proof.history.DestinationHistory;
import io.chatrelay.proof.history.PublisherHistory;
import io.chatrelay.proof.load.ClientFaults;
import io.chatrelay.proof.load.Ending;
import io.chatrelay.proof.load.Population;
import io.chatrelay.proof.load.Rate;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run: all connect, then load and faults, then rest, then the account. */
final class ProofRun implements AutoCloseable {

    private static final Duration LIVE_LIMIT = Duration.ofMinutes(2);

    private static final Duration REST_LIMIT = Duration.ofMinutes(2);

    /** Longer than any outage that is made on purpose. */
    private static final int SILENCE_LIMIT_MILLIS = 90_000;

    private static final int PROGRESS_MILLIS = 10_000;

    private final ProofOptions options;

    private final Cluster cluster;

    private final Consumer<String> progress;

    private final Population population;

    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);

    private @Nullable String trouble;

    ProofRun(ProofOptions options, Cluster cluster, Consumer<String> progress) {
        this.options = options;
        this.cluster = cluster;
        this.progress = progress;
        this.population =
                new Population(cluster.nodes(), options.seed(), options.destinations(), options.subscribers());
    }

    /**
     * Returns what it has shown.
     *
     * @throws IllegalStateException when the subscriptions do not become live, or a server cannot be started again
     */
    ProofReport run() {
        if (!turnUntil(this.population::isLive, LIVE_LIMIT)) {
            throw new IllegalStateException("Not all subscriptions became live within " + LIVE_LIMIT.toSeconds()
                    + " s at " + this.cluster.nodes() + ": "
                    + this.population.trouble().orElse("no RECEIPT for SUBSCRIBE has come"));
        }
        int startMillis = this.population.millis();
        load(startMillis);
        double seconds = (this.population.millis() - startMillis) / 1e3;
        comeToRest();
        return report(seconds);
    }

    /** What clients have seen. */
    List<DestinationHistory> histories() {
        return this.population.histories();
    }

    private void load(int startMillis) {
        Rate rate = new Rate(this.population, this.options.rate());
        FaultSchedule schedule = new FaultSchedule(this.options.seed(), this.options.faults());
        ClientFaults clientFaults = new ClientFaults(this.population);
        long limitMillis = this.options.limit() == null
                ? Long.MAX_VALUE
                : this.options.limit().toMillis();
        long deliveries = 0;
        int lastDelivery = startMillis;
        int nextProgress = startMillis;
        int now = startMillis;
        while (now - startMillis < limitMillis && deliveries < this.options.deliveries()) {
            rate.publishUntil(now);
            for (PlannedFault fault : schedule.due(now - startMillis)) {
                begin(fault, clientFaults);
            }
            this.population.turn();
            this.population.letGo();
            now = this.population.millis();
            if (this.population.deliveries() > deliveries) {
                deliveries = this.population.deliveries();
                lastDelivery = now;
            } else if (now - lastDelivery > SILENCE_LIMIT_MILLIS) {
                this.trouble = "nothing was delivered for " + SILENCE_LIMIT_MILLIS / 1_000 + " s";
                return;
            }
            if (now >= nextProgress) {
                nextProgress += PROGRESS_MILLIS;
                this.progress.accept("%4d s  %,d deliveries".formatted((now - startMillis) / 1_000, deliveries));
            }
        }
    }

    private void begin(PlannedFault fault, ClientFaults clientFaults) {
        if (!fault.fault().isForServers()) {
            clientFaults.begin(fault);
        } else if (this.cluster.begin(fault)) {
            this.progress.accept("%6.1f s  %s"
                    .formatted(fault.atMillis() / 1e3, fault.fault().optionName()));
        } else {
            return;
        }
        this.faults.merge(fault.fault(), 1, Integer::sum);
    }

    private void comeToRest() {
        this.progress.accept("coming to rest");
        Ending ending = new Ending(this.population);
        if (!turnUntil(() -> this.cluster.isAtRest() && ending.step(), REST_LIMIT) && this.trouble == null) {
            List<String> missing = ending.missing();
            this.trouble = "%d subscribers without the last message after %d s: %s"
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
            this.population.turn();
        }
        return true;
    }

    private ProofReport report(double seconds) {
        long sent = 0;
        long inDoubt = 0;
        long gaps = 0;
        for (DestinationHistory history : histories()) {
            for (PublisherHistory publisher : history.publishers().values()) {
                sent += publisher.size();
                inDoubt += publisher.inDoubt();
            }
            gaps += history.subscribers().stream()
                    .mapToLong(subscriber -> subscriber.gaps().size())
                    .sum();
        }
        return new ProofReport(
                this.options.seed(),
                seconds,
                this.population.deliveries(),
                this.population.replayed(),
                this.population.resumed(),
                this.population.recovered(),
                sent,
                inDoubt,
                this.population.connects(),
                this.faults,
                gaps,
                !this.cluster.keepsEverything(),
                this.trouble,
                Findings.of(histories()));
    }

    @Override
    public void close() {
        this.population.close();
    }
}

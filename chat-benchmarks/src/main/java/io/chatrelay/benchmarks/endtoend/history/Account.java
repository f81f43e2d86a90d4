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
package io.chatrelay.benchmarks.endtoend.history;

import io.chatrelay.benchmarks.endtoend.account.Tally;
import io.chatrelay.benchmarks.endtoend.load.LoadResult;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

/** What has become of everything that was published. */
public final class Account {

    /** How long nothing may arrive before what is missing counts as lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** How long to listen for second copies when everything has come. */
    private static final Duration AFTERWARDS = Duration.ofMillis(200);

    private final PacedPublisher publisher;

    private final List<Audience> audiences;

    private Account(PacedPublisher publisher, List<Audience> audiences) {
        this.publisher = publisher;
        this.audiences = audiences;
    }

    /** Ends the publishing, waits for what is on its way and counts. */
    public static LoadResult.Faults settle(Stage stage, PacedPublisher publisher, Audience... audiences) {
        return settle(PATIENCE, stage, publisher, audiences);
    }

    static LoadResult.Faults settle(Duration patience, Stage stage, PacedPublisher publisher, Audience... audiences) {
        publisher.close();
        Account account = new Account(publisher, List.of(audiences));
        long before;
        do {
            before = account.sum(Tally::deliveries);
            stage.turnUntil(() -> account.missing() == 0, patience);
        } while (account.missing() > 0 && account.sum(Tally::deliveries) > before);
        stage.turnFor(AFTERWARDS);
        return new LoadResult.Faults(
                account.sum(Tally::deliveries),
                account.missing(),
                account.sum(Tally::doubled),
                account.sum(Tally::late),
                stage.ended());
    }

    private long missing() {
        return this.audiences.stream()
                .mapToLong(audience -> audience.missing(this.publisher))
                .sum();
    }

    private long sum(ToLongFunction<Tally> count) {
        return this.audiences.stream().map(Audience::tally).mapToLong(count).sum();
    }
}

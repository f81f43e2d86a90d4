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
package io.chatrelay.proof.load;

import io.chatrelay.proof.fault.PlannedFault;
import io.chatrelay.proof.history.Start;
import java.util.List;
import java.util.Random;

/** Does to clients what is planned. */
public final class ClientFaults {

    private static final int BACK_MILLIS = 2_000;

    private static final int PAUSE_MILLIS = 1_000;

    private static final int PAUSE_MORE_MILLIS = 19_000;

    private static final int DROP_ONE_IN = 10;

    private static final int PAUSE_ONE_IN = 20;

    private static final int PUBLISHER_ONE_IN = 4;

    private static final int MOST_ASKED_FOR = 500;

    private static final int EARLIEST_ONE_IN = 5;

    private final Population population;

    public ClientFaults(Population population) {
        this.population = population;
    }

    /** Begins a fault of clients. */
    public void begin(PlannedFault fault) {
        Random details = fault.details();
        switch (fault.fault()) {
            case DROP -> drop(details);
            case PAUSE -> pause(details);
            case JOIN -> join(details);
            case NODE_KILL, NODE_RESTART, KAFKA_KILL, KAFKA_RESTART ->
                throw new IllegalArgumentException(fault.fault() + " is a fault of servers");
        }
    }

    private void drop(Random details) {
        List<ProofSubscriber> present = this.population.present();
        for (int count = some(details, present.size() / DROP_ONE_IN); count > 0; count--) {
            any(present, details).link().drop(details.nextInt(BACK_MILLIS));
        }
        if (details.nextInt(PUBLISHER_ONE_IN) == 0) {
            any(this.population.publishers(), details).link().drop(details.nextInt(BACK_MILLIS));
        }
    }

    private void pause(Random details) {
        List<ProofSubscriber> present = this.population.present();
        for (int count = some(details, present.size() / PAUSE_ONE_IN); count > 0; count--) {
            any(present, details).link().pause(PAUSE_MILLIS + details.nextInt(PAUSE_MORE_MILLIS));
        }
    }

    private void join(Random details) {
        Start start = details.nextInt(EARLIEST_ONE_IN) == 0
                ? new Start.Earliest()
                : new Start.Last(1 + details.nextInt(MOST_ASKED_FOR));
        this.population.join(details.nextInt(this.population.histories().size()), start);
    }

    private static int some(Random details, int most) {
        return 1 + details.nextInt(Math.max(1, most));
    }

    private static <T> T any(List<T> all, Random details) {
        return all.get(details.nextInt(all.size()));
    }
}

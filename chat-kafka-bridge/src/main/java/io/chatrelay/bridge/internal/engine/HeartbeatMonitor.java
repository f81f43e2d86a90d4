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

import io.chatrelay.bridge.internal.session.ClientSession;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends heart-beats to clients that want them and ends sessions whose client has fallen silent. */
final class HeartbeatMonitor {

    private static final Logger logger = LoggerFactory.getLogger(HeartbeatMonitor.class);

    private static final long SHORTEST_PERIOD_MILLIS = 20;

    private static final long LONGEST_PERIOD_MILLIS = 2_000;

    private static final int LOOKS_PER_HEARTBEAT = 4;

    private final BrokerEngine engine;

    private final long periodMillis;

    private final LongSupplier clock;

    /**
     * @param offered how often the server can send and wants to receive, in milliseconds
     * @param clock epoch milliseconds
     */
    HeartbeatMonitor(BrokerEngine engine, long[] offered, LongSupplier clock) {
        this.engine = engine;
        this.clock = clock;
        long shortest = Math.min(orLongest(offered[0]), orLongest(offered[1]));
        this.periodMillis =
                Math.max(SHORTEST_PERIOD_MILLIS, Math.min(LONGEST_PERIOD_MILLIS, shortest / LOOKS_PER_HEARTBEAT));
    }

    private static long orLongest(long millis) {
        return millis > 0 ? millis : Long.MAX_VALUE;
    }

    /** How often {@link #check} is to be called. */
    long periodMillis() {
        return this.periodMillis;
    }

    void check() {
        long now = this.clock.getAsLong();
        for (ClientSession session : this.engine.sessions().all()) {
            try {
                check(session, now);
            } catch (RuntimeException failure) {
                // An interceptor of the application, which is not to take the heart-beats of others away.
                logger.atError()
                        .setCause(failure)
                        .addKeyValue("sessionId", session.id())
                        .log("A session could not be sent a heart-beat, or be ended");
            }
        }
    }

    private void check(ClientSession session, long now) {
        if (session.isSilent(now)) {
            logger.atDebug().addKeyValue("sessionId", session.id()).log("The client has fallen silent");
            long limit = session.heartbeat().readMillis();
            this.engine.reject(session, "Nothing was received for " + limit + " ms, not even a heart-beat", null);
        } else if (session.needsHeartbeat(now, this.periodMillis)) {
            session.send(this.engine.frames().heartbeat(session), now);
        }
    }
}

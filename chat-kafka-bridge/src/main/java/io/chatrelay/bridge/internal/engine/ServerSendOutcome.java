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

import io.chatrelay.bridge.internal.publish.PublishCallback;
import io.chatrelay.bridge.internal.publish.PublishFailedException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a message that server code sent: a failure comes when the caller is long gone, so it is logged. */
final class ServerSendOutcome implements PublishCallback {

    private static final Logger logger = LoggerFactory.getLogger(ServerSendOutcome.class);

    private static final long REPORT_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String destination;

    /** When a failure was last logged, shared by all messages of a broker. */
    private final AtomicLong lastReport;

    ServerSendOutcome(String destination, AtomicLong lastReport) {
        this.destination = destination;
        this.lastReport = lastReport;
    }

    @Override
    public void committed(RecordMetadata place) {
        // Nobody waits for it.
    }

    @Override
    public void failed(PublishFailedException failure) {
        long now = System.nanoTime();
        long last = this.lastReport.get();
        if (now - last >= REPORT_INTERVAL_NANOS && this.lastReport.compareAndSet(last, now)) {
            logger.atWarn()
                    .addKeyValue("destination", this.destination)
                    .addKeyValue("cause", failure.getMessage())
                    .log("A message sent by the server was not stored; further ones are mentioned every 10 s at most");
        }
    }
}

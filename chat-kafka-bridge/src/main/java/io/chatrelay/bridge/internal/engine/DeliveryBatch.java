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

import io.chatrelay.bridge.delivery.SessionWriter;
import io.chatrelay.bridge.delivery.SessionWriters;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions that records of the log were appended to and that are to be flushed together, so that a session gets all that
 * came for it in one write. Belongs to the thread that reads the log.
 */
final class DeliveryBatch {

    private static final Logger logger = LoggerFactory.getLogger(DeliveryBatch.class);

    /** What comes first shall not wait for thousands that were read with it. */
    private static final int MOST_RECORDS = 100;

    private final SessionWriters writers;

    private final List<SessionWriter> touched = new ArrayList<>();

    private int records;

    DeliveryBatch(SessionWriters writers) {
        this.writers = writers;
    }

    void add(SessionWriter writer) {
        this.touched.add(writer);
    }

    void recordStarts() {
        if (this.records == MOST_RECORDS) {
            flush();
        }
        if (this.records == 0) {
            this.writers.beforeBatch();
        }
        this.records++;
    }

    /** One session that cannot be written keeps the others from nothing. */
    void flush() {
        this.records = 0;
        for (SessionWriter writer : this.touched) {
            try {
                writer.flush();
            } catch (Throwable failure) {
                logger.atError().setCause(failure).log("A session could not be written");
            }
        }
        this.touched.clear();
    }
}

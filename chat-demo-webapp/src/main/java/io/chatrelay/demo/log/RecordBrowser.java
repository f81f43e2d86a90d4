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
package io.chatrelay.demo.log;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks into the log. Calls block until Kafka has answered; any thread may call. */
public interface RecordBrowser {

    /** The Kafka topic that is the log, or nothing where there is no log. */
    Optional<String> topic();

    /**
     * The record at a place in the log.
     *
     * @param partition the Kafka partition, from 0
     * @param offset the offset in it, from 0
     * @return nothing if the log has no such record, or not any more
     * @throws LogUnavailableException if Kafka does not answer in time
     */
    Optional<LogRecord> at(int partition, long offset);

    /**
     * The last records whose key is wanted, by their time. It looks back over a limited part of the log.
     *
     * @param limit how many records at most, at least 1
     * @param keys which keys are wanted
     * @throws LogUnavailableException if Kafka does not answer in time
     */
    List<LogRecord> last(int limit, Predicate<String> keys);

    /**
     * The last records of a destination, in the order of the log. It looks back over a limited part of the log: a rarely
     * used destination in a busy partition may have older records than it finds.
     *
     * @param limit how many records at most, at least 1
     * @param key the key of the destination's records, all of which are in one partition
     * @throws LogUnavailableException if Kafka does not answer in time
     */
    List<LogRecord> lastOf(String key, int limit);
}

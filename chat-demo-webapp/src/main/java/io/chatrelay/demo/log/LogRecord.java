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

/**
 * A record as Kafka has it, with bytes read as UTF-8.
 *
 * @param topic the Kafka topic
 * @param partition the partition in it
 * @param offset the offset in the partition
 * @param timestamp epoch milliseconds
 * @param key the key, empty if there is none
 * @param headers the headers in their order
 * @param value the value, empty if there is none
 */
public record LogRecord(
        String topic, int partition, long offset, long timestamp, String key, List<Header> headers, String value) {

    /** Copies the headers. */
    public LogRecord {
        headers = List.copyOf(headers);
    }

    /**
     * One header.
     *
     * @param name its name, not always unique
     * @param value its value, empty if there is none
     */
    public record Header(String name, String value) {}
}

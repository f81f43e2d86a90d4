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
package io.chatrelay.bridge.internal.consume;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Follows the tail of the log. All methods are called by the one thread of the reader and must not block it. */
public interface TailListener {

    /**
     * The reader stands at the end of every partition: whatever is written from now on will be handed over.
     *
     * @param topicFingerprint identity of the topic, for {@code Position}
     */
    void positioned(long topicFingerprint);

    /** The next record of a partition, in the partition's order. */
    void record(ConsumerRecord<byte[], byte[]> consumerRecord);
}

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
package io.chatrelay.bridge.internal.replay;

/** Something that is found out in the log step by step, so that others of the partition need not wait for its end. */
interface ReplayJob {

    /**
     * Does a little of it.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka does not answer; then the step is repeated later
     */
    Step step(LogReader reader);

    /** Whose it is: those of one session take turns with those of others. */
    String sessionId();

    /** It cannot be done, and is not tried again. */
    void failed();
}

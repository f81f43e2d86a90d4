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
package io.chatrelay.benchmarks.endtoend.stalled;

import java.time.Duration;

/**
 * A publisher with a healthy reader, and as many readers of the same destination that do not read; beside them a publisher
 * and a reader of another destination, the bystanders, for whom nothing should change.
 *
 * @param readers how many do not read
 * @param healthy what is sent to the healthy reader and to those that do not read
 * @param bystander what is sent to the bystander
 * @param limit how long to wait in all; what has not come then is missing
 */
public record StalledCase(int readers, Flow healthy, Flow bystander, Duration limit) {

    /** The case that is measured; so many messages are more than the sockets and buffers of a reader hold. */
    public static StalledCase of(int readers) {
        return new StalledCase(readers, new Flow(3_000, 1_024, 1_000), new Flow(600, 128, 200), Duration.ofSeconds(30));
    }

    public String name() {
        return "stalled-" + this.readers;
    }

    /** Messages at a fixed rate. */
    public record Flow(int messages, int bodyBytes, int messagesPerSecond) {}
}

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
package io.chatrelay.compatibility;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Something Chat Relay does on purpose in another way than Spring's simple broker.
 *
 * @param title what a client does, as the documentation calls it
 * @param simpleBroker what the client then sees of the simple broker, in the notation of {@link Transcript}
 * @param relay what the client then sees of Chat Relay, in the same notation
 * @param script does it and tells what was seen; it may wait for the expected transcript that it is given
 */
record IntendedDifference(String title, String simpleBroker, String relay, BiFunction<Broker, String, String> script) {

    static List<IntendedDifference> all() {
        return Stream.of(RuleDifferences.all(), ReceiptDifferences.all(), ContentDifferences.all())
                .flatMap(List::stream)
                .toList();
    }

    String seenBySimpleBrokerClient(Broker broker) {
        return script.apply(broker, simpleBroker);
    }

    String seenByRelayClient(Broker broker) {
        return script.apply(broker, relay);
    }

    @Override
    public String toString() {
        return title;
    }
}

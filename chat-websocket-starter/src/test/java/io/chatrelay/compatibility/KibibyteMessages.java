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

import io.chatrelay.compatibility.client.StompTestClient;
import java.util.List;
import java.util.stream.IntStream;

/** Messages of one KiB each that say their number, to {@value #DESTINATION}. */
final class KibibyteMessages {

    static final String DESTINATION = "/topic/slow";

    private static final String FILLING = "x".repeat(1_019);

    private KibibyteMessages() {}

    /** Sends those from a number to another, which is not among them, and waits for nothing. */
    static void publish(StompTestClient speaker, int from, int to) {
        bodies(from, to).forEach(body -> speaker.publish(DESTINATION, body));
    }

    static List<String> bodies(int from, int to) {
        return IntStream.range(from, to).mapToObj(KibibyteMessages::body).toList();
    }

    static String body(int number) {
        return "%05d".formatted(number) + FILLING;
    }
}

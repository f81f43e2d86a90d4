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

import static io.chatrelay.compatibility.client.Frame.frame;
import static io.chatrelay.compatibility.client.Frame.frameWithBody;

import io.chatrelay.compatibility.client.StompTestClient;
import java.util.List;

/** Frames that break a rule: the client is told which instead of hearing nothing. */
final class RuleDifferences {

    private static final String REFUSED = "ERROR receipt-id:r, closed 1002";

    private RuleDifferences() {}

    static List<IntendedDifference> all() {
        return List.of(
                refused("SUBSCRIBE without id", frame("SUBSCRIBE", "destination:/topic/rules", "receipt:r")),
                refused("SUBSCRIBE without destination", frame("SUBSCRIBE", "id:0", "receipt:r")),
                refused("SUBSCRIBE with an empty destination", frame("SUBSCRIBE", "id:0", "destination:", "receipt:r")),
                refused(
                        "SUBSCRIBE with a `from` of no valid form",
                        frame("SUBSCRIBE", "id:0", "destination:/topic/rules", "from:yesterday", "receipt:r")),
                refused(
                        "SUBSCRIBE to a pattern with `from:earliest`",
                        frame("SUBSCRIBE", "id:0", "destination:/topic/rules.*", "from:earliest", "receipt:r")),
                refused("UNSUBSCRIBE without id", frame("UNSUBSCRIBE", "receipt:r")),
                refused("SEND without destination", frameWithBody("SEND", "lost", "receipt:r")),
                refused("SEND with an empty destination", frameWithBody("SEND", "lost", "destination:", "receipt:r")),
                refused("BEGIN, COMMIT or ABORT", frame("BEGIN", "transaction:t", "receipt:r")),
                new IntendedDifference(
                        "SEND with a `transaction`", "MESSAGE \"x\"", REFUSED, RuleDifferences::sendInTransaction),
                new IntendedDifference(
                        "SUBSCRIBE with an id that another destination has",
                        "nothing",
                        REFUSED,
                        RuleDifferences::duplicateId),
                new IntendedDifference(
                        "MESSAGE frame from a client",
                        "MESSAGE \"forged\"",
                        "ERROR receipt-id:r, closed 1002",
                        RuleDifferences::messageFromClient),
                new IntendedDifference(
                        "DISCONNECT without receipt",
                        "ERROR message:Session closed., closed 1002",
                        "closed 1000",
                        RuleDifferences::disconnect),
                new IntendedDifference(
                        "CONNECT without accept-version (STOMP 1.0)",
                        "nothing",
                        "CONNECTED version:1.0",
                        RuleDifferences::connectWithStomp10),
                new IntendedDifference(
                        "CONNECT with versions nobody knows",
                        "nothing",
                        "ERROR version:1.0,1.1,1.2, closed 1002",
                        RuleDifferences::connectWithUnknownVersion),
                new IntendedDifference(
                        "CONNECT with `heart-beat:0,0`",
                        "CONNECTED heart-beat:0,0",
                        "CONNECTED heart-beat:10000,10000",
                        RuleDifferences::connectWithoutHeartBeats));
    }

    private static IntendedDifference refused(String title, String frame) {
        return new IntendedDifference(title, "nothing", REFUSED, (broker, expected) -> {
            try (StompTestClient client = broker.connect()) {
                client.send(frame);
                return Transcript.of(broker, client, expected, "receipt-id");
            }
        });
    }

    private static String duplicateId(Broker broker, String expected) {
        try (StompTestClient client = broker.connect()) {
            broker.subscribe(client, "0", "/topic/duplicate.first");
            client.subscribe("0", "/topic/duplicate.second", "receipt:r");
            return Transcript.of(broker, client, expected, "receipt-id");
        }
    }

    private static String messageFromClient(Broker broker, String expected) {
        try (StompTestClient client = broker.connect()) {
            broker.subscribe(client, "0", "/topic/forged.message");
            client.send(frameWithBody("MESSAGE", "forged", "destination:/topic/forged.message", "receipt:r"));
            return Transcript.of(broker, client, expected, "receipt-id");
        }
    }

    private static String sendInTransaction(Broker broker, String expected) {
        try (StompTestClient client = broker.connect()) {
            broker.subscribe(client, "0", "/topic/in.transaction");
            client.publish("/topic/in.transaction", "x", "transaction:t", "receipt:r");
            return Transcript.of(broker, client, expected, "receipt-id");
        }
    }

    private static String disconnect(Broker broker, String expected) {
        try (StompTestClient client = broker.connect()) {
            client.send(frame("DISCONNECT"));
            return Transcript.of(broker, client, expected, "message");
        }
    }

    private static String connectWithStomp10(Broker broker, String expected) {
        try (StompTestClient client = broker.open()) {
            client.send(frame("CONNECT"));
            return Transcript.of(broker, client, expected, "version");
        }
    }

    private static String connectWithUnknownVersion(Broker broker, String expected) {
        try (StompTestClient client = broker.open()) {
            client.send(frame("CONNECT", "accept-version:2.0,3.0", "host:localhost"));
            return Transcript.of(broker, client, expected, "version");
        }
    }

    private static String connectWithoutHeartBeats(Broker broker, String expected) {
        try (StompTestClient client = broker.open()) {
            client.send(frame("CONNECT", "accept-version:1.2", "host:localhost", "heart-beat:0,0"));
            return Transcript.of(broker, client, expected, "heart-beat");
        }
    }
}

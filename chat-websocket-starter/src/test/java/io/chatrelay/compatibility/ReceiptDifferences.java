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

import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.StompTestClient;
import java.util.List;

/** Receipts are answered, and what only the server may say cannot be said by a client. */
final class ReceiptDifferences {

    private ReceiptDifferences() {}

    static List<IntendedDifference> all() {
        return List.of(
                new IntendedDifference(
                        "SEND with a receipt", "nothing", "RECEIPT receipt-id:r", ReceiptDifferences::sendWithReceipt),
                new IntendedDifference(
                        "SUBSCRIBE with a receipt",
                        "nothing",
                        "RECEIPT receipt-id:r",
                        ReceiptDifferences::subscribeWithReceipt),
                new IntendedDifference(
                        "UNSUBSCRIBE with a receipt",
                        "nothing",
                        "RECEIPT receipt-id:r",
                        ReceiptDifferences::unsubscribeWithReceipt),
                new IntendedDifference(
                        "SUBSCRIBE with `from:last=1` after a message was sent",
                        "nothing",
                        "RECEIPT receipt-id:r, MESSAGE replayed:true \"x\"",
                        ReceiptDifferences::subscribeFromLast),
                handedOn("`receipt` of a SEND, to subscribers", "receipt:of-the-sender"),
                handedOn("`message-id` of a SEND, to subscribers", "message-id:forged"),
                new IntendedDifference(
                        "`simpOrigDestination` of a SEND",
                        "MESSAGE destination:/topic/forged \"x\"",
                        "MESSAGE destination:/topic/real \"x\"",
                        ReceiptDifferences::forgedDestination),
                new IntendedDifference(
                        "Two subscriptions get a message",
                        "two message-ids",
                        "one message-id",
                        ReceiptDifferences::messageIdsOfTwoSubscriptions),
                new IntendedDifference(
                        "SUBSCRIBE to `/queue/**` while another user gets a private message",
                        "MESSAGE \"secret\"",
                        "nothing",
                        ReceiptDifferences::eavesdropping));
    }

    private static String sendWithReceipt(Broker broker, String expected) {
        try (StompTestClient client = broker.connect()) {
            client.publish("/topic/receipts", "x", "receipt:r");
            return Transcript.of(broker, client, expected, "receipt-id");
        }
    }

    private static String subscribeWithReceipt(Broker broker, String expected) {
        try (StompTestClient client = broker.connect()) {
            client.subscribe("0", "/topic/receipts", "receipt:r");
            return Transcript.of(broker, client, expected, "receipt-id");
        }
    }

    private static String subscribeFromLast(Broker broker, String expected) {
        String destination = "/topic/receipts.last";
        try (StompTestClient client = broker.connect()) {
            broker.subscribe(client, "0", destination);
            client.publish(destination, "x");
            client.next("MESSAGE");
            client.send(frame("UNSUBSCRIBE", "id:0"));
            client.subscribe("1", destination, "from:last=1", "receipt:r");
            return Transcript.of(broker, client, expected, "receipt-id", "replayed");
        }
    }

    private static String unsubscribeWithReceipt(Broker broker, String expected) {
        try (StompTestClient client = broker.connect()) {
            broker.subscribe(client, "0", "/topic/receipts");
            client.send(frame("UNSUBSCRIBE", "id:0", "receipt:r"));
            return Transcript.of(broker, client, expected, "receipt-id");
        }
    }

    private static IntendedDifference handedOn(String title, String header) {
        String name = header.substring(0, header.indexOf(':'));
        String destination = "/topic/handed-on." + name;
        return new IntendedDifference(title, "MESSAGE " + header + " \"x\"", "MESSAGE \"x\"", (broker, expected) -> {
            try (StompTestClient subscriber = broker.connect();
                    StompTestClient sender = broker.connect()) {
                broker.subscribe(subscriber, "0", destination);
                sender.publish(destination, "x", header);
                Frame message = subscriber.next("MESSAGE");
                boolean kept = header.equals(name + ":" + message.header(name));
                return "MESSAGE %s\"%s\"".formatted(kept ? header + " " : "", message.body());
            }
        });
    }

    private static String forgedDestination(Broker broker, String expected) {
        try (StompTestClient client = broker.connect()) {
            broker.subscribe(client, "0", "/topic/real");
            client.publish("/topic/real", "x", "simpOrigDestination:/topic/forged");
            return Transcript.of(broker, client, expected, "destination");
        }
    }

    private static String messageIdsOfTwoSubscriptions(Broker broker, String expected) {
        try (StompTestClient client = broker.connect()) {
            broker.subscribe(client, "0", "/topic/ids");
            broker.subscribe(client, "1", "/topic/ids");
            client.publish("/topic/ids", "x");
            long ids = client.nextMessages(2).stream()
                    .map(frame -> frame.header("message-id"))
                    .distinct()
                    .count();
            return ids == 1 ? "one message-id" : "two message-ids";
        }
    }

    private static String eavesdropping(Broker broker, String expected) {
        try (StompTestClient alice = broker.connectAs("difference-alice");
                StompTestClient eve = broker.connectAs("difference-eve")) {
            broker.subscribe(alice, "0", "/user/queue/private");
            broker.subscribe(eve, "0", "/queue/**");
            broker.node().template().convertAndSendToUser("difference-alice", "/queue/private", "secret");
            alice.next("MESSAGE");
            return Transcript.of(broker, eve, expected);
        }
    }
}

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
import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.StompTestClient;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a RECEIPT promises. */
@Tag("web-server")
@Tag("both-paths")
@ExtendWith(Brokers.class)
class ReceiptIT {

    @Test
    void receiptOfSendCarriesThePositionThatSubscribersSee(Relay relay) {
        try (StompTestClient subscriber = relay.connect();
                StompTestClient sender = relay.connect()) {
            relay.subscribe(subscriber, "0", "/topic/receipt.position");

            sender.publish("/topic/receipt.position", "x", "receipt:r");

            String position = sender.nextReceipt("r").header("position");
            assertThat(position).isNotEmpty();
            assertThat(subscriber.next("MESSAGE").header("message-id")).isEqualTo(position);
        }
    }

    @Test
    void receiptOfSubscribeMeansLive(Relay relay) {
        for (int round = 0; round < 30; round++) {
            String destination = "/topic/receipt.live." + round;
            try (StompTestClient subscriber = relay.connect();
                    StompTestClient sender = relay.connect()) {
                subscriber.subscribe("0", destination, "receipt:r").nextReceipt("r");
                sender.publish(destination, "x");

                assertThat(subscriber.next("MESSAGE").body()).isEqualTo("x");
            }
        }
    }

    @Test
    void userDestinationAnswersOneReceipt(Relay relay) {
        try (StompTestClient client = relay.connectAs("receipt-alice")) {
            client.subscribe("0", "/user/queue/receipts", "receipt:in").nextReceipt("in");
            client.send(frame("UNSUBSCRIBE", "id:0", "receipt:out")).nextReceipt("out");
            client.publish("/user/receipt-alice/queue/receipts", "x", "receipt:sent");

            client.nextReceipt("sent");
            client.send(frame("DISCONNECT", "receipt:bye")).nextReceipt("bye");
        }
    }

    @Test
    void receiptIdIsEscapedAsItCame(Relay relay) {
        try (StompTestClient client = relay.connect()) {
            client.publish("/topic/receipt.escaped", "x", "receipt:a\\cb\\nc\\\\");

            client.nextReceipt("a\\cb\\nc\\\\");
        }
    }

    @Test
    void disconnectIsAnsweredAfterEverythingSentBefore(Relay relay) {
        try (StompTestClient subscriber = relay.connect();
                StompTestClient sender = relay.connect()) {
            relay.subscribe(subscriber, "0", "/topic/receipt.bye");

            for (int count = 0; count < 20; count++) {
                sender.publish("/topic/receipt.bye", "x", "receipt:" + count);
            }
            sender.send(frame("DISCONNECT", "receipt:bye"));

            List<String> receipts = Stream.generate(() -> sender.next("RECEIPT").header("receipt-id"))
                    .limit(21)
                    .toList();
            assertThat(receipts).endsWith("19", "bye");
            assertThat(subscriber.nextMessages(20)).extracting(Frame::body).containsOnly("x");
        }
    }
}

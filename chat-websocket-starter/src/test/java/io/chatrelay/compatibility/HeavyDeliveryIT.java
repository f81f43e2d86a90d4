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

import io.chatrelay.compatibility.StalledClients.Transport;
import io.chatrelay.compatibility.app.TestNode;
import io.chatrelay.compatibility.client.DeflatingClient;
import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.RawSocket;
import io.chatrelay.compatibility.client.StompTestClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.messaging.simp.SimpMessagingTemplate;

/** Frames leave whole and in order, however large and many they are and whatever else happens to the session. */
@Tag("web-server")
@ExtendWith(Brokers.class)
class HeavyDeliveryIT {

    private static final int MANY = 2_000;
    private static final int ONE_KIBIBYTE = 1024;
    private static final int LARGE = 100 * 1024;

    /** What Kafka's producer takes by default, with room for the headers. */
    private static final int HUGE = 1_000_000;

    /** Less than may wait for a client, even for one whose thread has just been busy. */
    private static final int AT_ONCE = 10;

    private static final int IN_ADVANCE = 300;

    private static final byte NO_UTF8 = (byte) 0xff;

    @Test
    void largeAndSmallFramesOfTextAndBytesArriveWholeAndInOrder(Relay relay) {
        SimpMessagingTemplate server = relay.node().template();
        try (StompTestClient first = relay.connect();
                StompTestClient second = relay.connect()) {
            relay.subscribe(first, "0", "/topic/heavy.mixed");
            relay.subscribe(second, "another", "/topic/heavy.mixed");

            for (int number = 0; number < 400; number += AT_ONCE) {
                List<byte[]> bodies = new ArrayList<>();
                for (int each = number; each < number + AT_ONCE; each++) {
                    byte[] body = body(each, sizeOf(each)).getBytes(StandardCharsets.UTF_8);
                    if (each % 3 == 0) {
                        body[0] = NO_UTF8;
                        server.convertAndSend("/topic/heavy.mixed", body);
                    } else {
                        server.convertAndSend("/topic/heavy.mixed", new String(body, StandardCharsets.UTF_8));
                    }
                    bodies.add(body);
                }
                for (byte[] body : bodies) {
                    assertThat(first.next("MESSAGE").bytes()).isEqualTo(body);
                    assertThat(second.next("MESSAGE").bytes()).isEqualTo(body);
                }
            }
        }
    }

    private static int sizeOf(int number) {
        if (number % 100 == 50) {
            return HUGE;
        }
        return number % 10 == 5 ? LARGE : 20 + 97 * (number % 7);
    }

    @Test
    void pingsAreAnsweredBetweenWholeFrames(Relay relay) {
        try (StompTestClient speaker = relay.connect();
                RawSocket socket = StalledClients.open(Transport.WEB_SOCKET, relay.node(), "/topic/heavy.ping")) {
            for (int number = 0; number < IN_ADVANCE; number++) {
                speaker.publish("/topic/heavy.ping", body(number, ONE_KIBIBYTE));
            }

            List<String> pongs = new ArrayList<>();
            int next = 0;
            int sent = IN_ADVANCE;
            while (next < MANY || pongs.size() < MANY / 10) {
                RawSocket.Fragment received = socket.nextFragment();
                if (received.isPong()) {
                    pongs.add(received.text());
                    continue;
                }
                assertThat(received.text()).endsWith(body(next, ONE_KIBIBYTE) + '\0');
                if (next++ % 10 == 0) {
                    socket.sendPing(("ping " + next).getBytes(StandardCharsets.UTF_8));
                }
                if (sent < MANY) {
                    speaker.publish("/topic/heavy.ping", body(sent++, ONE_KIBIBYTE));
                }
            }

            assertThat(pongs)
                    .isEqualTo(IntStream.range(0, MANY / 10)
                            .mapToObj(count -> "ping " + (count * 10 + 1))
                            .toList());
        }
    }

    @Test
    void clientsThatLeaveInTheMiddleDisturbNobody(Relay relay) {
        SpringWarnings warnings = new SpringWarnings();
        warnings.start();
        try (StompTestClient neighbour = relay.connect();
                StompTestClient speaker = relay.connect()) {
            relay.subscribe(neighbour, "0", "/topic/heavy.leave");
            int next = 0;
            for (int round = 0; round < 20; round++) {
                try (RawSocket leaver = StalledClients.open(Transport.WEB_SOCKET, relay.node(), "/topic/heavy.leave")) {
                    for (int count = 0; count < 100; count++) {
                        speaker.publish("/topic/heavy.leave", body(next++, ONE_KIBIBYTE));
                    }
                    leaver.skipMessage();
                    if (round % 2 == 0) {
                        leaver.sendClose(1000);
                        assertThat(leaver.awaitClose()).isEqualTo(1000);
                    }
                }
            }

            for (int number = 0; number < next; number++) {
                assertThat(neighbour.next("MESSAGE").body()).isEqualTo(body(number, ONE_KIBIBYTE));
            }
        } finally {
            assertThat(warnings.stop()).isEmpty();
        }
    }

    @Test
    void compressedSessionGetsAllInOrder(SharedKafka kafka) {
        try (TestNode node = kafka.startGuide(Map.of("chat.relay.session.compression", "true"));
                StompTestClient speaker = new Relay(node).connect();
                DeflatingClient client = DeflatingClient.open(node.webSocket())) {
            assertThat(client.isAgreed()).isTrue();
            client.send(frame("CONNECT", "accept-version:1.2", "host:localhost"))
                    .next("CONNECTED");
            client.send(frame("SUBSCRIBE", "id:0", "destination:/topic/heavy.deflate", "receipt:r"))
                    .next("RECEIPT");

            for (int number = 0; number < MANY; number++) {
                speaker.publish("/topic/heavy.deflate", body(number, ONE_KIBIBYTE));
                if (number >= IN_ADVANCE) {
                    assertThat(client.next("MESSAGE").body()).isEqualTo(body(number - IN_ADVANCE, ONE_KIBIBYTE));
                }
            }
        }
    }

    @Test
    void receiptsAndDeliveriesOfOneSessionKeepTheirOrders(Relay relay) {
        int own = 500;
        try (StompTestClient client = relay.connect();
                StompTestClient speaker = relay.connect()) {
            relay.subscribe(client, "0", "/topic/heavy.receipts");

            for (int count = 0; count < own; count++) {
                client.publish("/topic/heavy.receipts", "own " + count, "receipt:" + count);
                speaker.publish("/topic/heavy.receipts", "other " + 2 * count);
                speaker.publish("/topic/heavy.receipts", "other " + (2 * count + 1));
            }

            List<String> receipts = new ArrayList<>();
            List<String> ownBodies = new ArrayList<>();
            List<String> otherBodies = new ArrayList<>();
            for (int count = 0; count < 4 * own; count++) {
                Frame frame = client.next();
                if (frame.command().equals("RECEIPT")) {
                    receipts.add(String.valueOf(frame.header("receipt-id")));
                } else {
                    (frame.body().startsWith("own ") ? ownBodies : otherBodies).add(frame.body());
                }
            }
            assertThat(receipts).isEqualTo(numbered("", own));
            assertThat(ownBodies).isEqualTo(numbered("own ", own));
            assertThat(otherBodies).isEqualTo(numbered("other ", 2 * own));
        }
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(number -> prefix + number).toList();
    }

    /** Its number over and over, so that bytes of another message are noticed wherever they are. */
    private static String body(int number, int size) {
        String mark = "<%05d>".formatted(number);
        return mark.repeat(size / mark.length() + 1).substring(0, size);
    }
}

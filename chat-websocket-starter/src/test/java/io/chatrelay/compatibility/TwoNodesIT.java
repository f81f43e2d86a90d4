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

import static org.assertj.core.api.Assertions.assertThat;

import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.StompTestClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two nodes on one Kafka are one broker. */
@Tag("both-paths")
@ExtendWith(Brokers.class)
class TwoNodesIT {

    private static final int PUBLISHERS = 4;
    private static final int MESSAGES = 500;

    @Test
    void allSubscribersSeeOneOrderWithNothingLostOrDoubled(Relay first, @SecondNode Relay second) {
        List<Relay> nodes = List.of(first, second);
        List<StompTestClient> subscribers = Stream.concat(nodes.stream(), nodes.stream())
                .map(Relay::connect)
                .toList();
        List<StompTestClient> publishers = Stream.concat(nodes.stream(), nodes.stream())
                .map(Relay::connect)
                .toList();
        subscribers.forEach(client -> first.subscribe(client, "0", "/topic/nodes.order"));

        CompletableFuture.allOf(IntStream.range(0, PUBLISHERS)
                        .mapToObj(publisher ->
                                CompletableFuture.runAsync(() -> publishAll(publishers.get(publisher), publisher)))
                        .toArray(CompletableFuture[]::new))
                .join();

        List<List<Frame>> received = subscribers.stream()
                .map(client -> client.nextMessages(PUBLISHERS * MESSAGES))
                .toList();
        List<String> order = bodies(received.get(0));
        List<String> ids = ids(received.get(0));
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(received).allSatisfy(frames -> {
            assertThat(bodies(frames)).isEqualTo(order);
            assertThat(ids(frames)).isEqualTo(ids);
        });
        for (int publisher = 0; publisher < PUBLISHERS; publisher++) {
            String name = publisher + ":";
            assertThat(order.stream().filter(body -> body.startsWith(name)))
                    .containsExactlyElementsOf(bodiesOf(publisher));
        }
        Stream.concat(subscribers.stream(), publishers.stream()).forEach(StompTestClient::close);
    }

    @Test
    void serverCodeReachesClientsOfAnotherNode(Relay first, @SecondNode Relay second) {
        try (StompTestClient client = second.connect()) {
            second.subscribe(client, "0", "/topic/nodes.template");

            first.node().template().convertAndSend("/topic/nodes.template", "from the other node");

            assertThat(client.next("MESSAGE").body()).isEqualTo("from the other node");
        }
    }

    @Test
    void controllerAnswersClientsOfAnotherNode(Relay first, @SecondNode Relay second) {
        try (StompTestClient here = first.connect();
                StompTestClient there = second.connect()) {
            second.subscribe(there, "0", "/topic/nodes-room");

            here.publish("/app/echo.nodes-room", "over there");

            assertThat(there.next("MESSAGE").body()).isEqualTo("over there");
        }
    }

    @Test
    void subscriptionConfirmedHereGetsWhatIsSentThereAtOnce(Relay first, @SecondNode Relay second) {
        try (StompTestClient there = second.connect()) {
            for (int round = 0; round < 20; round++) {
                String destination = "/topic/nodes.confirmed." + round;
                try (StompTestClient here = first.connect()) {
                    first.subscribe(here, "0", destination);
                    there.publish(destination, "x");

                    assertThat(here.next("MESSAGE").body()).isEqualTo("x");
                }
            }
        }
    }

    private static void publishAll(StompTestClient client, int publisher) {
        bodiesOf(publisher).forEach(body -> client.publish("/topic/nodes.order", body));
    }

    private static List<String> bodiesOf(int publisher) {
        return IntStream.range(0, MESSAGES)
                .mapToObj(count -> publisher + ":" + count)
                .toList();
    }

    private static List<String> bodies(List<Frame> frames) {
        return frames.stream().map(Frame::body).toList();
    }

    private static List<String> ids(List<Frame> frames) {
        return frames.stream()
                .map(frame -> String.valueOf(frame.header("message-id")))
                .toList();
    }
}

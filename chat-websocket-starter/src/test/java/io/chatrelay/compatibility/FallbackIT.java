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
import static org.assertj.core.api.Assertions.tuple;

import io.chatrelay.compatibility.app.OutboundPath;
import io.chatrelay.compatibility.app.TestNode;
import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.StompTestClient;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.messaging.support.AbstractSubscribableChannel;

/** What an application puts into Spring's outbound channel sees every frame, whenever it is put there. */
@ExtendWith(Brokers.class)
class FallbackIT {

    private static final int BEFORE = 1_500;
    private static final int ALL = 3_000;

    static List<Named<BiConsumer<AbstractSubscribableChannel, FrameProbe>>> onlookers() {
        return List.of(
                Named.of("interceptor", AbstractSubscribableChannel::addInterceptor),
                Named.of("handler", AbstractSubscribableChannel::subscribe));
    }

    @Test
    void interceptorFromTheStartChangesEachDelivery(SharedKafka kafka) {
        try (TestNode node = kafka.startTuned(Map.of(OutboundPath.PROPERTY, "channel"));
                StompTestClient client = new Relay(node).connect()) {
            new Relay(node).subscribe(client, "first", "/topic/tuned.outbound");
            new Relay(node).subscribe(client, "second", "/topic/tuned.outbound");

            client.publish("/topic/tuned.outbound", "shout").publish("/topic/tuned.outbound", "quiet");

            assertThat(client.nextMessages(4))
                    .extracting(Frame::body, message -> message.header("stamped-for"))
                    .containsExactlyInAnyOrder(
                            tuple("SHOUT", "first"),
                            tuple("SHOUT", "second"),
                            tuple("quiet", "first"),
                            tuple("quiet", "second"));
        }
    }

    @ParameterizedTest
    @MethodSource("onlookers")
    void onlookerThatComesLateSeesEverythingFromThenOn(
            BiConsumer<AbstractSubscribableChannel, FrameProbe> add, SharedKafka kafka) {
        FrameProbe probe = new FrameProbe();
        try (TestNode node = kafka.startGuide(Map.of(OutboundPath.PROPERTY, "direct"));
                FallbackLog log = FallbackLog.open();
                StompTestClient first = new Relay(node).connect();
                StompTestClient second = new Relay(node).connect();
                StompTestClient sockJs =
                        StompTestClient.openSockJsWebSocket(node.sockJs()).connect();
                StompTestClient sender = new Relay(node).connect()) {
            List<StompTestClient> readers = List.of(first, second, sockJs);
            readers.forEach(reader -> new Relay(node).subscribe(reader, "0", "/topic/fallback"));

            publish(sender, 0, BEFORE);
            assertThat(log.lines()).isEmpty();
            add.accept(node.bean("clientOutboundChannel", AbstractSubscribableChannel.class), probe);
            publish(sender, BEFORE, ALL);

            for (StompTestClient reader : readers) {
                assertThat(reader.nextMessages(ALL)).extracting(Frame::body).isEqualTo(bodies(0, ALL));
            }
            probe.awaitMessages(readers.size() * (ALL - BEFORE));
            assertThat(probe.messagesBySession()).hasSize(readers.size()).allSatisfy((session, seen) -> assertThat(seen)
                    .containsAll(bodies(BEFORE, ALL)));

            sender.publish("/topic/fallback", "last", "receipt:last");
            sender.nextReceipt("last");
            assertThat(readers)
                    .allSatisfy(
                            reader -> assertThat(reader.next("MESSAGE").body()).isEqualTo("last"));
            probe.awaitReceipt("last");
            assertThat(log.lines()).hasSize(1);
        }
    }

    private static void publish(StompTestClient sender, int from, int to) {
        bodies(from, to).forEach(body -> sender.publish("/topic/fallback", body));
    }

    private static List<String> bodies(int from, int to) {
        return IntStream.range(from, to).mapToObj(String::valueOf).toList();
    }
}

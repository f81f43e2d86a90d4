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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What controllers and user destinations do with every broker, over WebSocket and SockJS. */
abstract class UserAndControllerContract {

    private final Broker broker;

    UserAndControllerContract(Broker broker) {
        this.broker = broker;
    }

    @Test
    void controllerAnswersToATopic() {
        try (StompTestClient client = broker.connect()) {
            broker.subscribe(client, "0", "/topic/contract-room");

            client.publish("/app/echo.contract-room", "hello");

            assertThat(client.next("MESSAGE").body()).isEqualTo("hello");
        }
    }

    @Test
    void subscribeMappingAnswersDirectly() {
        try (StompTestClient client = broker.connect()) {
            client.subscribe("greeting-id", "/app/greeting");

            Frame answer = client.next("MESSAGE");
            assertThat(answer.body()).isEqualTo("hello");
            assertThat(answer.header("subscription")).isEqualTo("greeting-id");
        }
    }

    @Test
    void sendToUserReachesAllSessionsOfTheUserAndNobodyElse() {
        try (StompTestClient first = broker.connectAs("contract-dave");
                StompTestClient second = broker.connectAs("contract-dave");
                StompTestClient other = broker.connectAs("contract-erin")) {
            broker.subscribe(first, "0", "/user/queue/mine");
            broker.subscribe(second, "0", "/user/queue/mine");
            broker.subscribe(other, "0", "/user/queue/mine");

            first.publish("/app/mine", "to all of me");

            assertThat(first.next("MESSAGE").body()).isEqualTo("to all of me");
            assertThat(second.next("MESSAGE").header("destination")).isEqualTo("/user/queue/mine");
            broker.assertNothingCame(other);
            broker.assertNothingCame(first);
        }
    }

    @Test
    void sendToUserWithoutBroadcastReachesTheAskingSessionOnly() {
        try (StompTestClient first = broker.connectAs("contract-fred");
                StompTestClient second = broker.connectAs("contract-fred")) {
            broker.subscribe(first, "0", "/user/queue/mine");
            broker.subscribe(second, "0", "/user/queue/mine");

            first.publish("/app/mine.here", "to this session");

            assertThat(first.next("MESSAGE").body()).isEqualTo("to this session");
            broker.assertNothingCame(second);
        }
    }

    @Test
    void anonymousSessionGetsItsOwnAnswers() {
        try (StompTestClient client = broker.connect();
                StompTestClient other = broker.connect()) {
            broker.subscribe(client, "0", "/user/queue/mine");
            broker.subscribe(other, "0", "/user/queue/mine");

            client.publish("/app/mine", "anonymous");

            assertThat(client.next("MESSAGE").body()).isEqualTo("anonymous");
            broker.assertNothingCame(other);
        }
    }

    @Test
    void exceptionOfAControllerReachesTheSender() {
        try (StompTestClient client = broker.connectAs("contract-gina")) {
            broker.subscribe(client, "0", "/user/queue/errors");

            client.publish("/app/fail", "badly");

            assertThat(client.next("MESSAGE").body()).isEqualTo("failed: badly");
        }
    }

    @Test
    void clientSendsToAnotherUser() {
        try (StompTestClient receiver = broker.connectAs("contract-hank");
                StompTestClient sender = broker.connectAs("contract-iris")) {
            broker.subscribe(receiver, "0", "/user/queue/direct");

            sender.publish("/user/contract-hank/queue/direct", "psst");

            Frame message = receiver.next("MESSAGE");
            assertThat(message.body()).isEqualTo("psst");
            assertThat(message.header("destination")).isEqualTo("/user/queue/direct");
        }
    }

    @Test
    void unsubscribedFromAUserDestinationGetsNothingMore() {
        try (StompTestClient client = broker.connectAs("contract-judy")) {
            broker.subscribe(client, "0", "/user/queue/left");
            broker.subscribe(client, "1", "/user/queue/stays");

            client.send(Frame.frame("UNSUBSCRIBE", "id:0", "receipt:left"));
            broker.awaitHandled(client, "left");
            broker.node().template().convertAndSendToUser("contract-judy", "/queue/left", "lost");
            broker.node().template().convertAndSendToUser("contract-judy", "/queue/stays", "found");

            assertThat(client.next("MESSAGE").body()).isEqualTo("found");
            broker.assertNothingCame(client);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sockJsClientsTalkToWebSocketClients(boolean polling) {
        try (StompTestClient sockJs = openSockJs(polling).connect();
                StompTestClient webSocket = broker.connect()) {
            broker.subscribe(sockJs, "0", "/topic/contract.sockjs." + polling);
            broker.subscribe(webSocket, "0", "/topic/contract.sockjs." + polling);

            sockJs.publish("/topic/contract.sockjs." + polling, "h\u00e9llo \ud83d\ude42 \"quoted\"");

            assertThat(webSocket.next("MESSAGE").body()).isEqualTo("h\u00e9llo \ud83d\ude42 \"quoted\"");
            assertThat(sockJs.next("MESSAGE").body()).isEqualTo("h\u00e9llo \ud83d\ude42 \"quoted\"");
        }
    }

    private StompTestClient openSockJs(boolean polling) {
        return polling
                ? StompTestClient.openSockJsPolling(broker.node().sockJs())
                : StompTestClient.openSockJsWebSocket(broker.node().sockJs());
    }
}

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

import io.chatrelay.compatibility.app.TestNode;
import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.StompTestClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A broker behind the guide's application, and how a test knows that it has handled a frame. */
interface Broker {

    TestNode node();

    /** Waits until a frame that carried this {@code receipt} header has taken effect; nothing else may be on its way to the client. */
    default void awaitHandled(StompTestClient client, String receipt) {
        assertThat(framesUntilHandled(client, receipt)).isEmpty();
    }

    /** Waits until a frame that carried this {@code receipt} header has taken effect, and returns what the client got before. */
    List<Frame> framesUntilHandled(StompTestClient client, String receipt);

    default StompTestClient open() {
        return StompTestClient.open(node().webSocket());
    }

    default StompTestClient connect() {
        return open().connect();
    }

    default StompTestClient connectAs(String user) {
        URI address = node().webSocketOf(user);
        return StompTestClient.open(address).connect();
    }

    /** Subscribes and waits until the subscription is live. */
    default void subscribe(StompTestClient client, String id, String destination) {
        String receipt = "subscribed-" + id;
        client.subscribe(id, destination, "receipt:" + receipt);
        awaitHandled(client, receipt);
    }

    /** Checks that a connected client has got nothing that was not handed out yet, and that it is still served. */
    default void assertNothingCame(StompTestClient client) {
        assertThat(framesBeforeMarker(client)).isEmpty();
    }

    /**
     * Takes what a connected client gets of all that was stored or asked before this call: everything up to two messages that
     * are sent now, one after the other. The first may overtake what Kafka handed to the node together with it, in another
     * partition; the second overtakes nothing.
     */
    default List<Frame> framesBeforeMarker(StompTestClient client) {
        String destination = "/topic/marker." + UUID.randomUUID();
        client.subscribe(destination, destination, "receipt:" + destination);
        List<Frame> frames = new ArrayList<>(framesUntilHandled(client, destination));
        for (int marker = 0; marker < 2; marker++) {
            client.publish(destination, "marker");
            Frame next = client.next();
            while (!destination.equals(next.header("subscription"))) {
                frames.add(next);
                next = client.next();
            }
        }
        return frames;
    }
}

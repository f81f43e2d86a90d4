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

import io.chatrelay.compatibility.app.TestNode;
import io.chatrelay.compatibility.client.StompTestClient;
import java.net.URI;

/** A broker behind the guide's application, and how a test knows that it has handled a frame. */
interface Broker {

    TestNode node();

    /** Waits until a frame that carried this {@code receipt} header has taken effect; nothing else may be on its way to the client. */
    void awaitHandled(StompTestClient client, String receipt);

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
}

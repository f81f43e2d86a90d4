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
import io.chatrelay.compatibility.client.Frame;
import io.chatrelay.compatibility.client.StompTestClient;
import java.util.ArrayList;
import java.util.List;

/** The broker of Chat Relay, which answers receipts. */
record Relay(TestNode node) implements Broker {

    @Override
    public List<Frame> framesUntilHandled(StompTestClient client, String receipt) {
        List<Frame> before = new ArrayList<>();
        Frame next = client.next();
        while (!(next.command().equals("RECEIPT") && receipt.equals(next.header("receipt-id")))) {
            before.add(next);
            next = client.next();
        }
        return before;
    }
}

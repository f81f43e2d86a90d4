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
package io.chatrelay.benchmarks.endtoend.load;

import io.chatrelay.testing.client.ClientKind;

/**
 * Connections with a subscription and nothing to do.
 *
 * @param clients what all of them are like
 */
public record IdleCase(int connections, ClientKind clients) {

    public String name() {
        return "idle-" + this.connections + (this.clients == ClientKind.DEFLATING ? "-deflate" : "");
    }

    /** The same with clients that offer permessage-deflate. */
    public IdleCase deflating() {
        return new IdleCase(this.connections, ClientKind.DEFLATING);
    }
}

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

import io.chatrelay.testing.client.ReceivedFrame;
import io.chatrelay.testing.client.StompConnection;
import io.chatrelay.testing.client.StompListener;

/** One connection of a crowd: a subscriber of its group, or a publisher that subscribes to nothing. */
final class Member implements StompListener {

    /** The publisher in the stamp of a message that only asks whether subscriptions are live. */
    static final int PROBE = -1;

    private final Crowd crowd;

    private final String destination;

    /** The place in its group, negative for one that does not subscribe. */
    private final int index;

    private boolean live;

    Member(Crowd crowd, String destination, int index) {
        this.crowd = crowd;
        this.destination = destination;
        this.index = index;
    }

    boolean isLive() {
        return this.live;
    }

    @Override
    public void connected(StompConnection connection) {
        this.crowd.connected();
        if (this.index < 0) {
            this.live = true;
        } else {
            connection.subscribe(this.destination);
        }
    }

    @Override
    public void message(ReceivedFrame message) {
        if (message.publisher() == PROBE) {
            this.live = true;
        } else {
            this.crowd.arrived(message.publisher(), this.index, message.sequence(), message.dueNanos());
        }
    }

    @Override
    public void lost(String reason) {
        this.crowd.lost(reason);
    }
}

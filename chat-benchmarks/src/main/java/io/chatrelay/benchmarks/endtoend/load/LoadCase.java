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
 * Groups of subscribers, each with a destination of its own.
 *
 * @param everybodyPublishes whether all subscribers publish to their group; otherwise it has one publisher with a
 *     connection of its own
 * @param clients what all connections are like
 */
public record LoadCase(
        String name,
        int groups,
        int subscribersPerGroup,
        boolean everybodyPublishes,
        int bodyBytes,
        Pace pace,
        ClientKind clients) {

    /** Few messages are outstanding where each of them is many deliveries, so that no send buffer overflows. */
    private static final int SMALL_CROWD = 100;

    /** One publisher, one destination, many subscribers, as fast as it goes. */
    public static LoadCase fanOut(int subscribers, int bodyBytes) {
        String name = "fan-out-" + subscribers + "-" + bodyBytes;
        Pace pace = new Pace.ClosedLoop(subscribers <= SMALL_CROWD ? 80 : 16);
        return new LoadCase(name, 1, subscribers, false, bodyBytes, pace, ClientKind.PLAIN);
    }

    /** Rooms in which everybody publishes. */
    public static LoadCase rooms(int rooms, int members, Pace pace) {
        String suffix = pace instanceof Pace.FixedRate rate ? Integer.toString(rate.messagesPerSecond()) : "max";
        return new LoadCase("rooms-" + suffix, rooms, members, true, 128, pace, ClientKind.PLAIN);
    }

    /** The same with clients that offer permessage-deflate. */
    public LoadCase deflating() {
        return new LoadCase(
                this.name + "-deflate",
                this.groups,
                this.subscribersPerGroup,
                this.everybodyPublishes,
                this.bodyBytes,
                this.pace,
                ClientKind.DEFLATING);
    }
}

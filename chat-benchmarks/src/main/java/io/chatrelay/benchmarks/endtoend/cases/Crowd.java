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
package io.chatrelay.benchmarks.endtoend.cases;

import io.chatrelay.benchmarks.endtoend.load.Audience;
import io.chatrelay.benchmarks.endtoend.load.Publisher;
import io.chatrelay.benchmarks.endtoend.load.Reader;
import io.chatrelay.benchmarks.endtoend.load.Reader.Wish;
import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Groups of connections, all of whose subscriptions are live.
 *
 * @param publishers group after group
 */
record Crowd(Stage stage, Shape shape, Audience audience, List<Publisher> publishers) {
    /** Connects everybody; the destinations are the name and the number of a group. */
    static Crowd gather(Stage stage, Shape shape, String name) {
        List<String> destinations = IntStream.range(0, shape.groups())
                .mapToObj(group -> "/topic/" + name + "." + group)
                .toList();
        Audience audience = new Audience(stage, shape.clients());
        audience.gather(wishes(shape, destinations));
        List<Publisher> publishers = shape.everybodyPublishes()
                ? membersAsPublishers(shape, destinations, audience.readers())
                : Publisher.onOneConnection(stage, shape.clients(), destinations, shape.bodyBytes(), 0, stage::fail);
        Crowd crowd = new Crowd(stage, shape, audience, publishers);
        audience.awaitLive(IntStream.range(0, shape.groups())
                .mapToObj(group -> publishers.get(group * shape.publishersPerGroup()))
                .toList());
        return crowd;
    }

    private static List<Wish> wishes(Shape shape, List<String> destinations) {
        List<Wish> wishes = new ArrayList<>();
        for (int group = 0; group < shape.groups(); group++) {
            int publishers = shape.publishersPerGroup();
            Wish wish = new Wish(destinations.get(group), group * publishers, publishers, null, 0);
            wishes.addAll(Collections.nCopies(shape.subscribersPerGroup(), wish));
        }
        return wishes;
    }

    private static List<Publisher> membersAsPublishers(Shape shape, List<String> destinations, List<Reader> members) {
        return IntStream.range(0, members.size())
                .mapToObj(member -> new Publisher(
                        members.get(member).connection(),
                        destinations.get(member / shape.subscribersPerGroup()),
                        member,
                        shape.bodyBytes(),
                        0))
                .toList();
    }

    /** One group after the other, and in each the members take turns. */
    List<Publisher> publishersInTurn() {
        int perGroup = shape.publishersPerGroup();
        return IntStream.range(0, publishers.size())
                .mapToObj(turn -> publishers.get(turn % shape.groups() * perGroup + turn / shape.groups()))
                .toList();
    }

    /** The part of the connections for which permessage-deflate was agreed on; empty when the clients do not offer it. */
    OptionalDouble compressedPercent() {
        return shape.clients() == ClientKind.DEFLATING
                ? OptionalDouble.of(100.0
                        * stage.loop().deflatingConnections()
                        / stage.loop().connections())
                : OptionalDouble.empty();
    }

    /**
     * Groups, each with a destination of its own.
     *
     * @param everybodyPublishes whether all subscribers publish to their group; otherwise each group has one publisher, and
     *     these share a connection
     * @param clients what all connections are like
     */
    public record Shape(
            int groups, int subscribersPerGroup, boolean everybodyPublishes, int bodyBytes, ClientKind clients) {
        int publishersPerGroup() {
            return everybodyPublishes ? subscribersPerGroup : 1;
        }
    }
}

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
package io.chatrelay.benchmarks.subscription;

import io.chatrelay.benchmarks.MicroBenchmark;
import io.chatrelay.core.subscription.DestinationPatterns;
import io.chatrelay.core.subscription.SubscriptionIndex;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.broker.DefaultSubscriptionRegistry;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.AntPathMatcher;

/**
 * One change of a hot destination with a number of subscribers, and one look-up. Run by
 * {@code ./benchmark --jmh SubscriptionIndex}; {@code -prof gc} adds the allocated bytes.
 */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SubscriptionIndexBenchmark extends MicroBenchmark {
    /** How many are subscribed while one leaves and comes back. */
    @Param({"1000", "10000", "50000"})
    public int subscribers;

    /** Whose registry. */
    @Param({"OURS", "SPRINGS"})
    public Kind kind = Kind.OURS;

    private Registry registry = new Registry.Index();
    private Registry.Subscriber last = Registry.Subscriber.many(1).get(0);

    /** Whose registry is measured. */
    public enum Kind {
        OURS,
        SPRINGS
    }

    /** Subscribes everybody to a destination that is published to. */
    @Setup(Level.Trial)
    public void subscribeAll() {
        this.registry = this.kind == Kind.OURS ? new Registry.Index() : new Registry.Springs();
        List<Registry.Subscriber> all = Registry.Subscriber.many(this.subscribers);
        all.forEach(this.registry::join);
        this.registry.publish();
        this.last = all.get(all.size() - 1);
    }

    /** One subscriber leaves and joins again. */
    @Benchmark
    public void leaveAndJoin() {
        this.registry.leave(this.last);
        this.registry.join(this.last);
    }

    /** One message is published to all of them. */
    @Benchmark
    public int publish() {
        return this.registry.publish();
    }

    /** What the compared registries have in common: one destination that subscribers join, leave and are found by. */
    sealed interface Registry {
        /** The destination everybody joins. */
        String DESTINATION = "/topic/hot";

        void join(Subscriber subscriber);

        void leave(Subscriber subscriber);

        /** Looks up the destination and walks over all that was found, as a delivery does. */
        int publish();

        /** A subscriber with the frames its client sends, made before anything is measured. */
        record Subscriber(String sessionId, Message<?> subscribe, Message<?> unsubscribe) {
            static List<Subscriber> many(int count) {
                return IntStream.range(0, count)
                        .mapToObj("session-%06d"::formatted)
                        .map(id -> new Subscriber(
                                id, frame(SimpMessageType.SUBSCRIBE, id), frame(SimpMessageType.UNSUBSCRIBE, id)))
                        .toList();
            }

            private static Message<?> frame(SimpMessageType type, String sessionId) {
                SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(type);
                headers.setSessionId(sessionId);
                headers.setSubscriptionId("sub-0");
                if (type != SimpMessageType.UNSUBSCRIBE) {
                    headers.setDestination(DESTINATION);
                }
                return MessageBuilder.createMessage(new byte[0], headers.getMessageHeaders());
            }
        }

        /** Ours. */
        final class Index implements Registry, DestinationPatterns {
            private final AntPathMatcher matcher = new AntPathMatcher();
            private final SubscriptionIndex<Subscriber> index = new SubscriptionIndex<>(this);

            @Override
            public void join(Subscriber subscriber) {
                index.add(DESTINATION, subscriber);
            }

            @Override
            public void leave(Subscriber subscriber) {
                index.remove(DESTINATION, subscriber);
            }

            @Override
            public int publish() {
                int length = 0;
                for (Subscriber subscriber : index.find(DESTINATION)) {
                    length += subscriber.sessionId().length();
                }
                return length;
            }

            @Override
            public boolean isPattern(String destination) {
                return matcher.isPattern(destination);
            }

            @Override
            public boolean matches(String pattern, String destination) {
                return matcher.match(pattern, destination);
            }
        }

        /** Spring's, as its simple broker uses it. */
        final class Springs implements Registry {
            private final DefaultSubscriptionRegistry registry = new DefaultSubscriptionRegistry();
            private final Message<?> message = Subscriber.frame(SimpMessageType.MESSAGE, "publisher");

            @Override
            public void join(Subscriber subscriber) {
                registry.registerSubscription(subscriber.subscribe());
            }

            @Override
            public void leave(Subscriber subscriber) {
                registry.unregisterSubscription(subscriber.unsubscribe());
            }

            @Override
            public int publish() {
                int length = 0;
                for (Map.Entry<String, List<String>> session :
                        registry.findSubscriptions(message).entrySet()) {
                    length += session.getValue().size() * session.getKey().length();
                }
                return length;
            }
        }
    }
}

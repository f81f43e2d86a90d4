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
package io.chatrelay.core.cursor;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever comes between whatever: a subscriber has had the records of its destination up to where its cursor is, each once and
 * in order, or was told that it misses some.
 */
class CursorPropertyTests {

    private enum Kind {
        WRITE(12) {
            @Override
            void play(ModelPartition partition, int a, int b) {
                partition.write(a, b % 4 == 0 ? b % 3 : 0);
            }
        },
        HOLE(2) {
            @Override
            void play(ModelPartition partition, int a, int b) {
                partition.leaveHole(a % 5);
            }
        },
        DISPATCH(12) {
            @Override
            void play(ModelPartition partition, int a, int b) {
                partition.dispatch();
            }
        },
        TRIM(3) {
            @Override
            void play(ModelPartition partition, int a, int b) {
                partition.trimRing();
            }
        },
        SUBSCRIBE_NOW(2) {
            @Override
            void play(ModelPartition partition, int a, int b) {
                partition.subscribeNow(a, b % 4 == 0);
            }
        },
        SUBSCRIBE_FROM(4) {
            @Override
            void play(ModelPartition partition, int a, int b) {
                partition.subscribeFrom(a, b % 20, b % 4 == 0);
            }
        },
        SUBSCRIBE_UNTIL(2) {
            @Override
            void play(ModelPartition partition, int a, int b) {
                partition.subscribeUntil(a, b % 20, b % 7);
            }
        },
        SUBSCRIBE_UNKNOWN(1) {
            @Override
            void play(ModelPartition partition, int a, int b) {
                partition.subscribeFromUnknown(a);
            }
        },
        UNSUBSCRIBE(1) {
            @Override
            void play(ModelPartition partition, ModelSubscriber subscriber, int b) {
                partition.unsubscribe(subscriber);
            }
        },
        LEAVE(1) {
            @Override
            void play(ModelPartition partition, ModelSubscriber subscriber, int b) {
                subscriber.leavesWithNextMessage();
            }
        },
        ROOM(6) {
            @Override
            void play(ModelPartition partition, ModelSubscriber subscriber, int b) {
                subscriber.hasRoomFor(b % 2 == 0 ? b % 5 : Integer.MAX_VALUE);
            }
        },
        CATCH_UP(8) {
            @Override
            void play(ModelPartition partition, ModelSubscriber subscriber, int b) {
                partition.catchUp(subscriber, 1 + b % 4);
            }
        },
        FETCH(8) {
            @Override
            void play(ModelPartition partition, ModelSubscriber subscriber, int b) {
                partition.fetch(subscriber, b % 4, b % 9);
            }
        },
        HAND_OVER(8) {
            @Override
            void play(ModelPartition partition, int a, int b) {
                partition.handOver(a);
            }
        },
        SKIP(1) {
            @Override
            void play(ModelPartition partition, ModelSubscriber subscriber, int b) {
                partition.skipToTail(subscriber);
            }
        },
        RETENTION(2) {
            @Override
            void play(ModelPartition partition, int a, int b) {
                partition.deleteOld(b % 15);
            }
        },
        TRUNCATE(1) {
            @Override
            void play(ModelPartition partition, int a, int b) {
                partition.truncate(b % 6);
            }
        },
        RECREATE(1) {
            @Override
            void play(ModelPartition partition, int a, int b) {
                partition.recreate();
            }
        };

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        void play(ModelPartition partition, int a, int b) {
            List<ModelSubscriber> subscribers = partition.subscribers();
            if (!subscribers.isEmpty()) {
                play(partition, subscribers.get(a % subscribers.size()), b);
            }
        }

        void play(ModelPartition partition, ModelSubscriber subscriber, int b) {}
    }

    record Step(Kind kind, int a, int b) {}

    /** Each kind as often as it weighs. */
    private static final List<Kind> KINDS = Arrays.stream(Kind.values())
            .flatMap(kind -> Collections.nCopies(kind.weight, kind).stream())
            .toList();

    private static List<Step> steps(Random random, int size) {
        return RandomCases.listOf(
                size,
                random,
                each -> new Step(KINDS.get(each.nextInt(KINDS.size())), each.nextInt(60), each.nextInt(60)));
    }

    static Stream<RandomCases> few() {
        return RandomCases.each(5_000, 6, 25, 75, 150);
    }

    static Stream<RandomCases> many() {
        return RandomCases.each(1_000, 100, 500);
    }

    /** Few subscribers, short histories: what fails here is small. */
    @ParameterizedTest
    @MethodSource("few")
    void everySubscriberHasWhatItIsOwed(RandomCases cases) {
        cases.check(CursorPropertyTests::steps, steps -> {
            ModelPartition partition = new ModelPartition(6);

            play(steps, partition);

            partition.comeToRest();
        });
    }

    @ParameterizedTest
    @MethodSource("many")
    void manySubscribersAtOnceHaveWhatTheyAreOwed(RandomCases cases) {
        cases.check(CursorPropertyTests::steps, steps -> {
            ModelPartition partition = new ModelPartition(40);

            play(steps, partition);

            partition.comeToRest();
        });
    }

    private static void play(List<Step> steps, ModelPartition partition) {
        for (Step step : steps) {
            step.kind().play(partition, step.a(), step.b());
            partition.verify();
        }
    }
}

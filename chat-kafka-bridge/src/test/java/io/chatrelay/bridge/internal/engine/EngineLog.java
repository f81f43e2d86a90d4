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
package io.chatrelay.bridge.internal.engine;

import io.chatrelay.bridge.delivery.SessionWriters;
import io.chatrelay.bridge.internal.consume.TailTiming;
import io.chatrelay.bridge.internal.publish.Publisher;
import io.chatrelay.bridge.settings.BridgeSettings;
import io.chatrelay.bridge.settings.HistorySettings;
import io.chatrelay.bridge.settings.PublishSettings;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.jspecify.annotations.Nullable;

/** Plays the log of one partition to an engine. */
final class EngineLog {

    private static final HistorySettings WITHOUT_WARM_UP =
            HistorySettings.builder().warmUpMessages(0).maxSearch(1_000).build();

    private EngineLog() {}

    /** One that has no producer yet. */
    static Publisher publisher() {
        return new Publisher(
                "log",
                PublishSettings.builder().build(),
                BrokerTiming.DEFAULT.unwritten(),
                System::nanoTime,
                System::currentTimeMillis);
    }

    static BrokerEngine engine(
            RecordingHost host, SessionWriters writers, Publisher publisher, @Nullable UserDestinations users) {
        return engine(host, writers, publisher, users, () -> new MockConsumer<>("none"));
    }

    /** @param history makes consumers that read the log again */
    static BrokerEngine engine(
            RecordingHost host,
            SessionWriters writers,
            Publisher publisher,
            @Nullable UserDestinations users,
            Supplier<Consumer<byte[], byte[]>> history) {
        return new BrokerEngine(
                host,
                writers,
                publisher,
                BridgeSettings.builder("localhost:9092")
                        .history(WITHOUT_WARM_UP)
                        .build(),
                TailTiming.DEFAULT,
                kind -> history.get(),
                users,
                () -> 0);
    }

    /** The topic is found, and its one partition is read from the beginning. */
    static void read(BrokerEngine engine, long fingerprint) {
        engine.logEvents().found(fingerprint, 1);
        engine.logEvents().reading(0, 0);
    }

    static void dispatch(BrokerEngine engine, ConsumerRecord<byte[], byte[]> logged) {
        engine.logEvents().record(logged);
    }

    /** The tail has looked at what is before an offset. */
    static void seen(BrokerEngine engine, long offset) {
        engine.logEvents().seen(0, offset);
        flush(engine);
    }

    static void flush(BrokerEngine engine) {
        engine.logEvents().batchEnded(Set.of(0));
    }
}

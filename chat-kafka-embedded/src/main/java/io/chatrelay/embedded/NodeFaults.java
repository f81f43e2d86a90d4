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
package io.chatrelay.embedded;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import kafka.server.FaultHandlerFactory;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.FaultHandlerException;
import org.jspecify.annotations.Nullable;

/**
 * The faults of one node that Kafka regards as fatal, a missing class in its configuration included. During the start
 * they are kept for the exception of the start; the first one later is left to Kafka, which then asks for the end of the
 * process ({@link FatalFaults}). Any of Kafka's threads calls it.
 */
final class NodeFaults implements FaultHandlerFactory {

    private final FaultHandlerFactory factory = new StandardFaultHandlerFactory();
    private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();
    private volatile boolean started;

    @Override
    public FaultHandler build(String name, boolean fatal, Runnable action) {
        FaultHandler kafkas = factory.build(name, fatal, action);
        if (!fatal) {
            return kafkas;
        }
        return (message, cause) -> {
            FaultHandlerException fault = new FaultHandlerException(name + ": " + message, cause);
            if (first.compareAndSet(null, fault) && started) {
                return kafkas.handleFault(message, cause);
            }
            action.run();
            return fault;
        };
    }

    void startSucceeded() {
        started = true;
    }

    Optional<Throwable> first() {
        return Optional.ofNullable(first.get());
    }
}

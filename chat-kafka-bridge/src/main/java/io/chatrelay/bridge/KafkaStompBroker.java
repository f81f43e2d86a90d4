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
package io.chatrelay.bridge;

import io.chatrelay.bridge.delivery.BrokerStatistics;
import io.chatrelay.bridge.delivery.SessionWriters;
import io.chatrelay.bridge.internal.client.KafkaClients;
import io.chatrelay.bridge.internal.engine.BrokerHost;
import io.chatrelay.bridge.internal.engine.BrokerTiming;
import io.chatrelay.bridge.internal.engine.RunningBroker;
import io.chatrelay.bridge.internal.engine.UserDestinations;
import io.chatrelay.bridge.internal.log.TailMark;
import io.chatrelay.bridge.settings.BridgeSettings;
import io.chatrelay.bridge.settings.InvalidSettingException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.user.UserDestinationResolver;

/**
 * A STOMP broker whose log is a Kafka topic. One instance serves one application; the message handler that fronts it
 * ({@link KafkaBrokerMessageHandler} or {@link KafkaSimpleBrokerMessageHandler}) starts and stops it, any number of times.
 *
 * <p>Starting does not wait for Kafka: until it can be reached, SUBSCRIBE and SEND frames wait for their answers.
 *
 * @since 0.1
 */
public final class KafkaStompBroker {

    private final BridgeSettings settings;

    private final BrokerTiming timing;

    private volatile @Nullable UserDestinations userDestinations;

    private volatile SessionWriters sessionWriters = SessionWriters.NONE;

    private volatile @Nullable RunningBroker running;

    /**
     * A broker that uses Kafka as the settings say, once it is started.
     *
     * @throws InvalidSettingException if Kafka's clients do not accept one of their properties
     */
    public KafkaStompBroker(BridgeSettings settings) {
        this(settings, BrokerTiming.DEFAULT);
    }

    /** For tests, which have not got the time. */
    KafkaStompBroker(BridgeSettings settings, BrokerTiming timing) {
        new KafkaClients(settings).validate();
        this.settings = settings;
        this.timing = timing;
    }

    /** Where Kafka is and how it is used. */
    public BridgeSettings settings() {
        return this.settings;
    }

    /** Lets the broker deliver to user destinations. Has effect on the next start. */
    void useUserDestinations(UserDestinationResolver resolver) {
        this.userDestinations = new UserDestinations(resolver);
    }

    /**
     * Gives the broker a shorter way to clients than Spring's outbound channel, for the sessions that have one. Has effect
     * on the next start.
     */
    public void useSessionWriters(SessionWriters writers) {
        this.sessionWriters = writers;
    }

    /** What the broker has done since its start, or {@code null} while it is stopped. */
    public @Nullable BrokerStatistics statistics() {
        RunningBroker broker = this.running;
        return broker == null ? null : broker.statistics();
    }

    void start(BrokerHost host) {
        RunningBroker started =
                new RunningBroker(this.settings, this.timing, host, this.sessionWriters, this.userDestinations);
        // Before it starts: a listener of its availability may send something at once.
        this.running = started;
        started.start();
    }

    void stop() {
        RunningBroker stopping = this.running;
        if (stopping != null) {
            stopping.stop();
        }
        this.running = null;
    }

    void handleFrame(Message<?> message) {
        RunningBroker broker = this.running;
        if (broker != null) {
            broker.handleFrame(message);
        }
    }

    void handleServerMessage(Message<?> message) {
        RunningBroker broker = this.running;
        if (broker != null) {
            broker.handleServerMessage(message);
        }
    }

    boolean hasSession(String sessionId) {
        RunningBroker broker = this.running;
        return broker != null && broker.hasSession(sessionId);
    }

    void touch(String sessionId) {
        RunningBroker broker = this.running;
        if (broker != null) {
            broker.touch(sessionId);
        }
    }

    /** Where the tail of the log stands now, or {@code null} while the broker is stopped. */
    @Nullable TailMark mark() {
        RunningBroker broker = this.running;
        return broker == null ? null : broker.mark();
    }

    void publishToUser(Message<?> message, String destination, @Nullable String targetSession) {
        RunningBroker broker = this.running;
        if (broker != null) {
            broker.publishToUser(message, destination, targetSession);
        }
    }

    void subscribePersonal(Message<?> message, String translatedDestination, String requestedDestination) {
        RunningBroker broker = this.running;
        if (broker != null) {
            broker.subscribePersonal(message, translatedDestination, requestedDestination);
        }
    }

    void deliverLocally(Set<String> translatedDestinations, Message<?> message, String destination) {
        RunningBroker broker = this.running;
        if (broker != null) {
            broker.deliverLocally(translatedDestinations, message, destination);
        }
    }

    void reject(Message<?> message, String rule) {
        RunningBroker broker = this.running;
        if (broker != null) {
            broker.reject(message, rule);
        }
    }

    /** The topic and where it is, as the availability events of Spring show it in the log. */
    @Override
    public String toString() {
        return this.settings.topic().name() + " on " + this.settings.bootstrapServers();
    }
}

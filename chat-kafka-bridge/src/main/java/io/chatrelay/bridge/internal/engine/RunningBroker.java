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

import io.chatrelay.bridge.delivery.BrokerStatistics;
import io.chatrelay.bridge.delivery.SessionWriters;
import io.chatrelay.bridge.internal.client.KafkaClients;
import io.chatrelay.bridge.internal.consume.AdminClusterProbe;
import io.chatrelay.bridge.internal.consume.ClusterMonitor;
import io.chatrelay.bridge.internal.consume.ClusterProbe;
import io.chatrelay.bridge.internal.consume.TailReader;
import io.chatrelay.bridge.internal.log.TailMark;
import io.chatrelay.bridge.internal.publish.Publisher;
import io.chatrelay.bridge.internal.session.ClientSession;
import io.chatrelay.bridge.settings.BridgeSettings;
import io.chatrelay.bridge.settings.PublishSettings;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;

/**
 * A broker between one start and the next stop: the engine, the Kafka clients, and the thread that looks after them
 * (heart-beats, warming the producer, overdue messages, Kafka's health). A stopped one is not started again.
 */
public final class RunningBroker {

    private static final Logger logger = LoggerFactory.getLogger(RunningBroker.class);

    private static final long WARM_UP_MILLIS = 50;

    private final BridgeSettings settings;

    private final BrokerTiming timing;

    private final BrokerHost host;

    private final SessionWriters writers;

    private final KafkaClients clients;

    private final Publisher publisher;

    private final BrokerEngine engine;

    private final TailReader reader;

    private final ClusterProbe probe;

    private final ClusterMonitor monitor;

    private final ScheduledExecutorService caretaker;

    /** The caretaker's own. */
    private @Nullable Producer<byte[], byte[]> producer;

    /** The caretaker's own. */
    private final LastingFailure producerFailure;

    public RunningBroker(
            BridgeSettings settings,
            BrokerTiming timing,
            BrokerHost host,
            SessionWriters writers,
            @Nullable UserDestinations users) {
        this.settings = settings;
        this.timing = timing;
        this.producerFailure = new LastingFailure(timing.unready());
        this.host = host;
        this.writers = writers;
        this.clients = new KafkaClients(settings);
        this.publisher = new Publisher(
                settings.topic().name(),
                settings.publish(),
                timing.unwritten(),
                System::nanoTime,
                System::currentTimeMillis);
        this.engine = new BrokerEngine(
                host,
                writers,
                this.publisher,
                settings,
                timing.tail(),
                this.clients::historyConsumer,
                users,
                RunningBroker::monotonicMillis);
        this.reader = new TailReader(
                this.clients::admin, this.clients::tailConsumer, settings, timing.tail(), this.engine.logEvents());
        this.probe = new AdminClusterProbe(this.clients::admin);
        this.monitor = new ClusterMonitor(
                this.probe, timing.silence(), promptAnswer(settings.publish(), timing), System::nanoTime);
        this.caretaker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "chat-relay-caretaker");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** While a message runs out of time, Kafka is not to be away unnoticed. */
    private static Duration promptAnswer(PublishSettings publish, BrokerTiming timing) {
        Duration half = publish.deliveryTimeout().dividedBy(2);
        return half.compareTo(timing.silence()) < 0 ? half : timing.silence();
    }

    /** Starts everything and returns at once, whether Kafka can be reached or not. */
    public void start() {
        this.reader.start();
        this.publisher.start();
        HeartbeatMonitor heartbeats =
                new HeartbeatMonitor(this.engine, this.host.heartbeat(), RunningBroker::monotonicMillis);
        every(heartbeats.periodMillis(), heartbeats::check);
        every(WARM_UP_MILLIS, this::warmUp);
        every(this.timing.housekeeping().toMillis(), this::keepHouse);
    }

    /** For all that lasts: the wall clock may jump, and a jump is nobody's silence. */
    private static long monotonicMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    private void every(long periodMillis, Runnable task) {
        this.caretaker.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (Throwable failure) {
                        // One that leaves here would be the last time that the task is run.
                        logger.atError().setCause(failure).log("A recurring task of the broker failed, it goes on");
                    }
                },
                periodMillis,
                periodMillis,
                TimeUnit.MILLISECONDS);
    }

    /** Lets messages through as soon as the log is read and the producer knows the topic. */
    private void warmUp() {
        replaceBrokenProducer();
        if (!this.publisher.isCold() || !this.engine.log().isSettled()) {
            return;
        }
        try {
            Producer<byte[], byte[]> warming = this.producer;
            if (warming == null) {
                warming = this.clients.producer();
                this.producer = warming;
            }
            // With max.block.ms=0 this asks for the metadata and fails until it has come.
            warming.partitionsFor(this.settings.topic().name());
            this.publisher.open(warming);
            this.host.availabilityChanged(true);
        } catch (TimeoutException notYet) {
            logger.trace("The producer does not know the topic yet");
        } catch (KafkaException failure) {
            (this.producerFailure.isWorthReporting(System.nanoTime()) ? logger.atWarn() : logger.atDebug())
                    .addKeyValue("topic", this.settings.topic().name())
                    .setCause(failure)
                    .log("The producer cannot be made ready. Trying until it is; messages wait");
        }
    }

    private void replaceBrokenProducer() {
        Producer<byte[], byte[]> present = this.producer;
        if (present != null && this.publisher.isBroken(present)) {
            logger.atWarn().log("The Kafka producer can send nothing any more, another one takes its place");
            giveUp(present);
        }
    }

    private void replaceStuckProducer() {
        Producer<byte[], byte[]> present = this.producer;
        if (present != null && this.publisher.isStuck(this.monitor.answeringSinceNanos(), this::hasLeader)) {
            logger.atWarn()
                    .log("The Kafka producer writes nothing although Kafka answers, another one takes its place");
            giveUp(present);
        }
    }

    private boolean hasLeader(String destination) {
        return this.engine.log().partitionOf(destination).leader() >= 0;
    }

    private void giveUp(Producer<byte[], byte[]> present) {
        this.publisher.suspend();
        this.producer = null;
        present.close(Duration.ZERO);
    }

    private void keepHouse() {
        this.publisher.expire();
        this.writers.beforeBatch();
        this.writers.endStalled();
        this.engine.sessions().forgetEnded(monotonicMillis());
        if (!this.engine.log().isFound()) {
            this.host.availabilityChanged(false);
        } else {
            boolean answering = this.monitor.check();
            if (answering) {
                replaceStuckProducer();
            }
            this.host.availabilityChanged(answering && !this.publisher.isCold() && this.reader.isWorking());
        }
    }

    /** Ends all sessions, lets Kafka answer what has been sent for a few seconds, and closes the clients. */
    public void stop() {
        this.caretaker.shutdown();
        try {
            if (!this.caretaker.awaitTermination(this.timing.close().toMillis(), TimeUnit.MILLISECONDS)) {
                this.caretaker.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            this.caretaker.shutdownNow();
            Thread.currentThread().interrupt();
        }
        this.publisher.close();
        Producer<byte[], byte[]> closing = this.producer;
        if (closing != null) {
            closing.close(this.timing.close());
        }
        this.publisher.abandon();
        this.reader.stop();
        this.engine.stop();
        this.probe.close();
        endSessions("The broker is stopping, connect again");
        this.engine.sessions().clear();
        this.host.availabilityChanged(false);
    }

    private void endSessions(String reason) {
        for (ClientSession session : this.engine.sessions().all()) {
            try {
                this.engine.reject(session, reason, null);
            } catch (RuntimeException failure) {
                logger.atError()
                        .setCause(failure)
                        .addKeyValue("sessionId", session.id())
                        .log("A session could not be told that the broker is stopping");
            }
        }
    }

    /** Handles a frame of a client. */
    public void handleFrame(Message<?> message) {
        this.engine.handleFrame(message);
    }

    /** Handles a message of server code. */
    public void handleServerMessage(Message<?> message) {
        this.engine.handleServerMessage(message);
    }

    /** Whether a session is served by this node. */
    public boolean hasSession(String sessionId) {
        return this.engine.hasSession(sessionId);
    }

    /** Something came from the client of a session. */
    public void touch(String sessionId) {
        this.engine.touch(sessionId);
    }

    /** Where the tail of the log stands now. */
    public TailMark mark() {
        return this.engine.log().mark();
    }

    /** Writes a message to a user to the log, under the user's destination. */
    public void publishToUser(Message<?> message, String destination, @Nullable String targetSession) {
        this.engine.publishToUser(message, destination, targetSession);
    }

    /** Subscribes a session to a user destination, translated for it. */
    public void subscribePersonal(Message<?> message, String translatedDestination, String requestedDestination) {
        this.engine.subscribePersonal(message, translatedDestination, requestedDestination);
    }

    /** Delivers a reply to one session of this node; it is not kept in the log. */
    public void deliverLocally(Set<String> translatedDestinations, Message<?> message, String destination) {
        this.engine.deliverLocally(translatedDestinations, message, destination);
    }

    /** Refuses a message, by an ERROR frame or an exception. */
    public void reject(Message<?> message, String rule) {
        this.engine.reject(message, rule);
    }

    /** What the broker has done so far. */
    public BrokerStatistics statistics() {
        return new BrokerStatistics(
                this.engine.logEvents().recordsRead(),
                this.engine.replays().segmentsRead(),
                this.engine.replays().replaysDone());
    }
}

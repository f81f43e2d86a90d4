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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaBrokerIT {

    @Test
    void keepsRecordsAndClusterIdWhenRestartedOnTheSamePortAndDirectory(@TempDir Path directory) throws Exception {
        EmbeddedKafkaSettings settings = EmbeddedKafkaSettings.defaults().withDataDirectory(directory);
        EmbeddedKafkaBroker first = EmbeddedKafkaBroker.start(settings);
        try (first) {
            KafkaProbe.createTopic(first.bootstrapServers(), "kept");
            KafkaProbe.produce(first.bootstrapServers(), "kept", "one", "two");
        }

        try (EmbeddedKafkaBroker second = EmbeddedKafkaBroker.start(settings.withPort(first.port()))) {
            KafkaProbe.produce(second.bootstrapServers(), "kept", "three");

            assertThat(second.bootstrapServers()).isEqualTo(first.bootstrapServers());
            assertThat(second.clusterId()).isEqualTo(first.clusterId());
            assertThat(KafkaProbe.consume(second.bootstrapServers(), "kept", 3)).containsExactly("one", "two", "three");
        }
    }

    @Test
    void deletesATemporaryDirectoryWhenClosedAndMayBeClosedTwice() {
        EmbeddedKafkaBroker broker = EmbeddedKafkaBroker.start();
        assertThat(broker.dataDirectory()).isAbsolute().isNotEmptyDirectory();

        broker.close();
        broker.close();

        assertThat(broker.dataDirectory()).doesNotExist();
    }

    @Test
    void closesCompletelyOnAnInterruptedThread() {
        EmbeddedKafkaBroker broker = EmbeddedKafkaBroker.start();

        Thread.currentThread().interrupt();
        broker.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(broker.dataDirectory()).doesNotExist();
    }

    @Test
    void leavesNoThreadBehindWhenClosed() {
        // Two idle daemon threads of Kafka's metrics library belong to the JVM, not to a broker.
        EmbeddedKafkaBroker.start().close();
        Set<Thread> before = threads();

        EmbeddedKafkaBroker.start().close();

        await().pollInSameThread().untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
    }

    @Test
    void listensOnTheLoopbackAddressOnly() throws Exception {
        try (EmbeddedKafkaBroker broker = EmbeddedKafkaBroker.start()) {
            Set<InetAddress> others = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.getHostAddress().equals("127.0.0.1"))
                    .collect(Collectors.toSet());
            others.add(InetAddress.getByName("127.0.0.2"));

            assertThat(others)
                    .allSatisfy(address -> assertThatIOException().isThrownBy(() -> connect(address, broker.port())));
            connect(InetAddress.getByName("127.0.0.1"), broker.port());
        }
    }

    @Test
    void doesNotCreateTopicsByUse() {
        try (EmbeddedKafkaBroker broker = EmbeddedKafkaBroker.start()) {
            assertThat(catchThrowable(() -> KafkaProbe.describe(broker.bootstrapServers(), "never-created")))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void runsBesideAnotherBrokerInTheSameProcess() throws Exception {
        try (EmbeddedKafkaBroker one = EmbeddedKafkaBroker.start();
                EmbeddedKafkaBroker other = EmbeddedKafkaBroker.start()) {
            KafkaProbe.createTopic(one.bootstrapServers(), "same-name");
            KafkaProbe.createTopic(other.bootstrapServers(), "same-name");
            KafkaProbe.produce(one.bootstrapServers(), "same-name", "of one");
            KafkaProbe.produce(other.bootstrapServers(), "same-name", "of the other");

            assertThat(KafkaProbe.consume(one.bootstrapServers(), "same-name", 1))
                    .containsExactly("of one");
            assertThat(KafkaProbe.consume(other.bootstrapServers(), "same-name", 1))
                    .containsExactly("of the other");
        }
    }

    private static void connect(InetAddress address, int port) throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2_000);
        }
    }

    private static Set<Thread> threads() {
        return Set.copyOf(Thread.getAllStackTraces().keySet());
    }
}

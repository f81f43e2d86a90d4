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
package io.chatrelay.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.chatrelay.proof.cluster.KafkaServer;
import io.chatrelay.testing.process.JavaCommand;
import io.chatrelay.testing.process.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program in a process of its own: what it says, its exit status, and that no process stays behind. */
class ProgramIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final List<String> JVM_OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    @TempDir
    private Path directory;

    private List<Process> started = List.of();

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void wrongArgumentIsOneLineAndTheStatus2() throws Exception {
        Process program = start("--rate=fast");

        assertThat(program.waitFor()).isEqualTo(2);
        assertThat(errors(program))
                .isEqualTo(
                        "Invalid value for option '--rate': 'fast' is not an int; ./prove --help lists the options\n");
    }

    @Test
    void nodesThatCannotBeReachedAreOneLineAndTheStatus1() throws Exception {
        Process program = start("--nodes=ws://127.0.0.1:1/ws");

        assertThat(program.waitFor()).isEqualTo(1);
        assertThat(errors(program))
                .startsWith("The run has failed: ")
                .contains("127.0.0.1:1")
                .containsOnlyOnce("\n");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void interruptedOrKilledItLeavesNoServerBehind(boolean killed) throws Exception {
        Process program = start();
        await().atMost(LIMIT).until(() -> program.children().count() == 3);
        List<ProcessHandle> servers = program.children().toList();

        if (killed) {
            program.toHandle().destroyForcibly();
        } else {
            program.toHandle().destroy();
        }

        assertThat(program.waitFor()).isEqualTo(killed ? 137 : 130);
        assertThat(errors(program)).isEqualTo(killed ? "" : "Interrupted, ending the servers\n");
        await().atMost(LIMIT).until(() -> servers.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void serverWhosePortIsInUseSaysSoWithItsLastLines() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            JavaCommand kafka = new JavaCommand(
                    KafkaServer.class.getName(),
                    JVM_OPTIONS,
                    List.of(Integer.toString(taken.getLocalPort()), directory.toString()));

            assertThatIllegalStateException()
                    .isThrownBy(() -> ServerProcess.start(kafka, directory.resolve("kafka.log")))
                    .withMessageContaining("kafka.log; its last lines:\n")
                    .withMessageContaining(":" + taken.getLocalPort());
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> words = new ArrayList<>(
                new JavaCommand(DeliveryProof.class.getName(), JVM_OPTIONS, List.of(arguments)).words());
        words.add("--output=" + directory);
        Process program = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        started = List.of(program);
        return program;
    }

    private static String errors(Process program) throws IOException {
        return new String(program.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}

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
package io.chatrelay.testing.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTests {

    @TempDir
    private Path directory;

    @Test
    void answersWhatItIsAskedUntilItIsClosed() throws IOException {
        try (ServerProcess server = start("serve")) {
            assertThat(server.address()).isEqualTo("127.0.0.1:1");
            assertThat(server.liveHeapBytes()).isPositive();
        }
    }

    @Test
    void failureToStartHasTheExitStatusTheLogAndItsLastLines() {
        assertThatIllegalStateException()
                .isThrownBy(() -> start("fail"))
                .withMessageStartingWith("A server process did not answer READY: it ended with the exit status 3, see "
                        + this.directory.resolve("fail.log") + "; its last lines:\n  line 11\n  line 12\n")
                .withMessageEndingWith("\n  line 30");
    }

    @Test
    void failureOfOneThatPrintedNothingSaysSo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> start("silent"))
                .withMessageEndingWith("silent.log (it printed nothing)");
    }

    private ServerProcess start(String what) throws IOException {
        JavaCommand command =
                new JavaCommand(Sample.class.getName(), List.of("-XX:TieredStopAtLevel=1"), List.of(what));
        return ServerProcess.start(command, this.directory.resolve(what + ".log"));
    }

    /** The server of these tests. */
    static final class Sample {
        private Sample() {}

        public static void main(String[] arguments) throws IOException {
            switch (arguments[0]) {
                case "serve" -> ServerConsole.serve("127.0.0.1:1");
                case "fail" -> {
                    for (int line = 1; line <= 30; line++) {
                        System.out.println("line " + line);
                    }
                    System.exit(3);
                }
                default -> System.exit(1);
            }
        }
    }
}

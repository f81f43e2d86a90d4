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
package io.chatrelay.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the tests of the browser module with Node's test runner. Where there is no Node they are skipped and say so; with
 * {@code CI=true} in the environment that is a failure.
 */
class ChatRelayModuleTests {

    private static final Path TESTS = Path.of("src/test/js");

    private static final String NONE = "no node (Node.js 18 or newer) on the PATH";

    private static final long PATIENCE_SECONDS = 120;

    @Test
    void passesItsTests(@TempDir Path directory) throws Exception {
        Path output = directory.resolve("output");
        List<String> command = new ArrayList<>(List.of(node().toString(), "--test"));
        testFiles().map(Path::toString).forEach(command::add);
        Process runner = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(output.toFile()))
                .start();
        boolean ended = runner.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        runner.destroyForcibly();

        assertThat(ended).as("ended, having said: %s", text(output)).isTrue();
        assertThat(runner.exitValue())
                .as("exit status, having said: %s", text(output))
                .isZero();
    }

    private static Stream<Path> testFiles() throws IOException {
        try (Stream<Path> files = Files.list(TESTS)) {
            List<Path> tests = files.filter(file -> file.toString().endsWith(".test.mjs"))
                    .sorted()
                    .toList();
            assertThat(tests).as("tests in %s", TESTS).isNotEmpty();
            return tests.stream();
        }
    }

    private static Path node() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        Optional<Path> node = Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                .filter(directory -> !directory.isEmpty())
                .flatMap(directory -> Stream.of("node", "node.exe").map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
        if (node.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("CI=true, but " + NONE);
        }
        return node.orElseGet(() -> abort(NONE));
    }

    private static String text(Path output) throws IOException {
        return Files.readString(output);
    }
}

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

import io.chatrelay.proof.cluster.Cluster;
import io.chatrelay.proof.cluster.OwnCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proof itself, small: a few seconds on two nodes that work for all tests. */
class DeliveryProofIT {

    @TempDir
    private static Path directory;

    private static Cluster cluster;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @BeforeAll
    static void start() throws IOException {
        cluster = OwnCluster.start(directory);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void nodesThatAreLeftAloneKeepTheContract() throws IOException {
        boolean kept = prove("--faults=none");

        assertThat(kept).as(this.output::toString).isTrue();
        assertThat(this.output.toString(StandardCharsets.UTF_8))
                .contains("lost:             0", "faults:           none");
    }

    @Test
    void subscribersThatAreDroppedOrFallBehindGetEverythingOnce() throws IOException {
        boolean kept = prove("--faults=drop,pause,join", "--deliveries=12000");

        assertThat(kept).as(this.output::toString).isTrue();
        assertThat(this.output.toString(StandardCharsets.UTF_8))
                .contains("announced gaps:   0")
                .containsPattern("deliveries: .* [1-9][\\d,]* of them replayed")
                .containsPattern("resumed: +([1-9]\\d*), \\1 of them recovered");
    }

    private boolean prove(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "--nodes=" + cluster.nodes().stream().map(Object::toString).collect(Collectors.joining(",")),
                "--destinations=2",
                "--subscribers=10",
                "--deliveries=4000",
                "--output=" + directory));
        all.addAll(List.of(arguments));
        return DeliveryProof.prove(
                ProofOptions.parse(all, 1), new PrintStream(this.output, true, StandardCharsets.UTF_8));
    }
}

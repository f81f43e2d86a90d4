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
package io.chatrelay.proof.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTests {

    @TempDir
    Path directory;

    @Test
    void hasEverythingInTheOrderInWhichItHappened() throws IOException {
        DestinationHistory history = new DestinationHistory("/topic/a");
        PublisherHistory publisher = history.addPublisher(3);
        publisher.acknowledge(publisher.send(10, 1), 12, "id-0");
        publisher.send(20, 2);
        SubscriberHistory subscriber = history.addSubscriber("s", new Start.Last(5));
        subscriber.note(1, "subscribes");
        subscriber.live(2);
        subscriber.arrived(history.messages().seen("id-0", 3, 0), 15);
        subscriber.note(16, "lost");

        assertThat(written(history).lines().filter(line -> !line.startsWith("# ")))
                .containsExactly(
                        "destination /topic/a",
                        "sent 3 0 1 10 12 id-0",
                        "sent 3 1 2 20 -1 null",
                        "seen 0 id-0 3 0",
                        "subscriber s last=5 2",
                        "  # 1 subscribes",
                        "  0 15",
                        "  # 16 lost");
    }

    private String written(DestinationHistory history) throws IOException {
        Path file = this.directory.resolve("history.txt.gz");
        HistoryFile.write(file, List.of(history));
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

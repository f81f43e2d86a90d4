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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A batch with a wrong checksum at the end of a partition's log file. It is a copy of the last batch, with the offsets that come
 * next: a batch that a disk has damaged after Kafka took it. To be written while the Kafka broker is stopped.
 */
final class DamagedBatch {

    /** Before the length of a batch: its base offset; see "Record Batch" in Kafka's documentation. */
    private static final int LENGTH_AT = 8;

    private static final int HEADER_BEFORE_LENGTH_ENDS = 12;

    private static final int LAST_OFFSET_DELTA_AT = 23;

    private DamagedBatch() {}

    static void append(Path dataDirectory, String topic, int partition) throws IOException {
        try (FileChannel channel = FileChannel.open(
                logFile(dataDirectory, Path.of(topic + "-" + partition)),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            ByteBuffer log = ByteBuffer.allocate((int) channel.size());
            while (log.hasRemaining() && channel.read(log) >= 0) {
                // Until all of it is there.
            }
            int last = startOfLastBatch(log);
            ByteBuffer damaged = ByteBuffer.allocate(log.capacity() - last);
            damaged.put(log.duplicate().position(last).limit(log.capacity())).flip();
            damaged.putLong(0, damaged.getLong(0) + damaged.getInt(LAST_OFFSET_DELTA_AT) + 1);
            damaged.put(damaged.limit() - 1, (byte) ~damaged.get(damaged.limit() - 1));
            channel.write(damaged, channel.size());
        }
    }

    private static Path logFile(Path dataDirectory, Path partition) throws IOException {
        try (Stream<Path> files = Files.walk(dataDirectory)) {
            return files.filter(file -> file.toString().endsWith(".log")
                            && Objects.requireNonNull(file.getParent()).endsWith(partition))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int startOfLastBatch(ByteBuffer log) {
        int start = 0;
        int next = 0;
        while (next < log.capacity()) {
            start = next;
            next = start + HEADER_BEFORE_LENGTH_ENDS + log.getInt(start + LENGTH_AT);
        }
        return start;
    }
}

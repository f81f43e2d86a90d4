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

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one broker, locked as long as this is open: {@code node.lock}, and Kafka's own log directory
 * {@code log}. The latter appears by a rename when it is completely
 * formatted, so a crash leaves none or a good one. Not thread-safe.
 */
final class DataDirectory implements Closeable {

    private final Path root;
    private final boolean temporary;
    private final DirectoryLock lock;
    private boolean deleteRootOnClose;
    private boolean deleteLogOnClose;

    private DataDirectory(Path root, boolean temporary, boolean created, DirectoryLock lock) {
        this.root = root;
        this.temporary = temporary;
        this.deleteRootOnClose = created;
        this.lock = lock;
    }

    /**
     * Creates the directory if need be, and locks it.
     *
     * @param configured the directory, or {@code null} for a temporary one that is deleted on close
     * @throws EmbeddedKafkaDirectoryLockedException when another broker has it
     */
    static DataDirectory open(@Nullable Path configured) throws IOException {
        if (configured == null) {
            Path root = Files.createTempDirectory("chat-relay-kafka-").toAbsolutePath();
            return new DataDirectory(root, true, true, DirectoryLock.acquire(root));
        }
        Path root = configured.toAbsolutePath().normalize();
        boolean created = !Files.exists(root);
        Files.createDirectories(root);
        return new DataDirectory(root, false, created, DirectoryLock.acquire(root));
    }

    Path root() {
        return root;
    }

    Path log() {
        return root.resolve("log");
    }

    /** Formats the log directory unless it exists. */
    void formatIfAbsent() throws Exception {
        if (Files.exists(log())) {
            return;
        }
        Path unfinished = root.resolve("log.formatting");
        deleteRecursively(unfinished);
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(BrokerProperties.NODE_ID)
                .setDirectories(List.of(unfinished.toString()))
                .setMetadataLogDirectory(unfinished.toString())
                .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .run();
        deleteLogOnClose = true;
        Files.move(unfinished, log(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Says that the start has succeeded: from now on the directory outlives this object, unless it is temporary. */
    void keep() {
        deleteRootOnClose = temporary;
        deleteLogOnClose = false;
    }

    /** Deletes what is temporary, or was created for a start that failed, and unlocks the directory. */
    @Override
    public void close() throws IOException {
        try (lock) {
            if (deleteRootOnClose) {
                deleteRecursively(root);
            } else if (deleteLogOnClose) {
                deleteRecursively(log());
            }
        }
    }

    private static void deleteRecursively(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            paths.sorted(Comparator.reverseOrder()).forEach(DataDirectory::delete);
        } catch (UncheckedIOException ex) {
            throw ex.getCause();
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}

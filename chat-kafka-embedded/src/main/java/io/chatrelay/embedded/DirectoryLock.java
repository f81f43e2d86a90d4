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

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps a data directory to one broker, across processes and within this one. The system frees it after a crash. */
final class DirectoryLock implements AutoCloseable {

    // POSIX drops all locks a process has on a file as soon as it closes any channel to it: a second attempt from
    // this JVM must not even open the file. Hence the one piece of static state.
    private static final Set<Path> heldByThisProcess = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Locks the directory, which must exist.
     *
     * @throws EmbeddedKafkaDirectoryLockedException when it is locked already
     */
    static DirectoryLock acquire(Path root) throws IOException {
        Path directory = root.toRealPath();
        if (!heldByThisProcess.add(directory)) {
            throw new EmbeddedKafkaDirectoryLockedException(root);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    directory.resolve("node.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new EmbeddedKafkaDirectoryLockedException(root);
            }
            return new DirectoryLock(directory, channel);
        } catch (IOException | RuntimeException ex) {
            if (channel != null) {
                channel.close();
            }
            heldByThisProcess.remove(directory);
            throw ex;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            heldByThisProcess.remove(directory);
        }
    }
}

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

import java.nio.file.Path;

/**
 * The data directory is in use by another embedded broker, in this process or another one.
 *
 * @since 0.1.0
 */
public final class EmbeddedKafkaDirectoryLockedException extends EmbeddedKafkaException {

    private static final long serialVersionUID = 1L;

    private final transient Path dataDirectory;

    EmbeddedKafkaDirectoryLockedException(Path dataDirectory) {
        super(
                "dataDirectory: " + dataDirectory + " (expected: a directory no other broker uses), stop the other"
                        + " node, set " + SettingKeys.DATA_DIRECTORY + " to another directory, or use the broker of"
                        + " the other node (chat.relay.kafka.bootstrap-servers)",
                null);
        this.dataDirectory = dataDirectory;
    }

    /** The directory that is locked, absolute. */
    public Path getDataDirectory() {
        return dataDirectory;
    }
}

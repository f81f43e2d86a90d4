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

/**
 * The port asked for is taken by another process, or by another broker of this one.
 *
 * @since 0.1.0
 */
public final class EmbeddedKafkaPortInUseException extends EmbeddedKafkaException {

    private static final long serialVersionUID = 1L;

    private final int port;

    EmbeddedKafkaPortInUseException(int port, Throwable cause) {
        super(
                "port: " + port + " (expected: a free port on 127.0.0.1), stop what listens there, set "
                        + SettingKeys.PORT
                        + " to another one or 0, or use the Kafka broker that runs there already"
                        + " (chat.relay.kafka.bootstrap-servers=127.0.0.1:" + port + ")",
                cause);
        this.port = port;
    }

    /** The port that is taken. */
    public int getPort() {
        return port;
    }
}

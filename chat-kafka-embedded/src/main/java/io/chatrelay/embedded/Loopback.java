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
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Server sockets on the loopback interface. They are bound here and handed to Kafka open, so that between choosing a
 * port and using it nobody can take it, and a port that is taken is known before Kafka starts.
 */
final class Loopback {

    static final String HOST = "127.0.0.1";

    // Below the ephemeral ranges of Linux (32768) and Windows (49152): a port of theirs may be taken by an outgoing
    // connection while the broker is down, and a client that keeps reconnecting can even meet itself there.
    private static final int LOWEST_FREE_PORT = 20_000;
    private static final int HIGHEST_FREE_PORT = 32_767;
    private static final int ATTEMPTS = 100;

    private Loopback() {}

    /**
     * Binds the given port, or any free one for {@link EmbeddedKafkaSettings#ANY_FREE_PORT}.
     *
     * @throws EmbeddedKafkaPortInUseException when the given port is taken, or no free one can be found
     */
    static ServerSocketChannel bind(int port) throws IOException {
        if (port != EmbeddedKafkaSettings.ANY_FREE_PORT) {
            try {
                return bindExactly(port);
            } catch (BindException ex) {
                throw new EmbeddedKafkaPortInUseException(port, ex);
            }
        }
        for (int attempt = 1; ; attempt++) {
            int candidate = ThreadLocalRandom.current().nextInt(LOWEST_FREE_PORT, HIGHEST_FREE_PORT + 1);
            try {
                return bindExactly(candidate);
            } catch (BindException ex) {
                if (attempt == ATTEMPTS) {
                    throw new EmbeddedKafkaPortInUseException(candidate, ex);
                }
            }
        }
    }

    static int portOf(ServerSocketChannel socket) {
        return socket.socket().getLocalPort();
    }

    private static ServerSocketChannel bindExactly(int port) throws IOException {
        ServerSocketChannel socket = ServerSocketChannel.open();
        try {
            socket.configureBlocking(false);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return socket;
        } catch (IOException ex) {
            socket.close();
            throw ex;
        }
    }
}

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
package io.chatrelay.proof.client;

import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.EventLoop;
import io.chatrelay.testing.client.StompConnection;
import io.chatrelay.testing.client.StompListener;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client: its connection, and when that has ended the next one, to any node. The next one begins with a {@link #tick()},
 * so that what is still to be read of the old one counts for the old one. All methods are for the thread of the event loop.
 */
abstract class Client implements StompListener {
    private static final int CONNECT_LIMIT_MILLIS = 10_000;
    private static final int RETRY_MILLIS = 100;
    private static final int RETRY_MORE_MILLIS = 900;

    private final Run run;
    private final ClientKind kind;
    private URI node = URI.create("");
    private @Nullable StompConnection connection;
    private @Nullable String trouble;
    private boolean up;
    private boolean closed;
    private int connects;
    private int startMillis;
    private int nextMillis;
    private int resumeMillis = Integer.MAX_VALUE;

    Client(Run run, ClientKind kind) {
        this.run = run;
        this.kind = kind;
    }

    /** The node has answered CONNECT. */
    abstract void begin(URI on);

    /** The connection has ended. */
    abstract void end(String reason);

    final Run run() {
        return run;
    }

    final boolean isUp() {
        return up;
    }

    /** How many times the client has connected. */
    final int connects() {
        return connects;
    }

    /** Why the client could not connect or lost its connection the last time; null if it never did. */
    final @Nullable String trouble() {
        return trouble;
    }

    /** Writes a frame. Only while the client is up. */
    final void send(String frame) {
        if (connection == null) {
            throw new IllegalStateException("Not connected");
        }
        connection.send(frame);
    }

    /** Does what is due; to be called often. */
    final void tick() {
        int now = run.millis();
        if (connection == null) {
            if (!closed && now >= nextMillis) {
                connect(now);
            }
        } else if (!up && now - startMillis > CONNECT_LIMIT_MILLIS) {
            drop(0);
        } else if (now >= resumeMillis) {
            resume();
        }
    }

    private void connect(int now) {
        node = run.anyNode();
        startMillis = now;
        try {
            connection = run.loop().connect(node, kind, this);
        } catch (UncheckedIOException nobodyListens) {
            retryLater(nobodyListens.getMessage() + ": " + nobodyListens.getCause());
        }
    }

    private void retryLater(String reason) {
        trouble = reason;
        nextMillis = run.millis() + RETRY_MILLIS + run.random().nextInt(RETRY_MORE_MILLIS);
    }

    @Override
    public final void connected(StompConnection made) {
        up = true;
        connects++;
        begin(node);
    }

    @Override
    public final void lost(String reason) {
        connection = null;
        up = false;
        resumeMillis = Integer.MAX_VALUE;
        retryLater(node + ": " + reason);
        end(reason);
    }

    /** Ends the connection without a goodbye, and connects again after a while. */
    final void drop(int backAfterMillis) {
        if (connection != null) {
            connection.drop();
            lost("dropped by the client");
        }
        nextMillis = run.millis() + backAfterMillis;
    }

    /** Connects no more. */
    final void close() {
        closed = true;
        drop(0);
    }

    /** Reads nothing for a while, or until the connection ends. */
    final void pause(int millis) {
        if (up && connection != null) {
            connection.stall();
            resumeMillis = run.millis() + millis;
        }
    }

    /** Reads again, if the client has paused. */
    final void resume() {
        if (resumeMillis < Integer.MAX_VALUE && connection != null) {
            connection.resume();
            resumeMillis = Integer.MAX_VALUE;
        }
    }

    /** What all clients of a run share. */
    record Run(EventLoop loop, Random random, List<URI> nodes, long startNanos) {

        /** Milliseconds of the run, which fit into an int for weeks. */
        int millis() {
            return (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
        }

        private URI anyNode() {
            return nodes.get(random.nextInt(nodes.size()));
        }
    }
}

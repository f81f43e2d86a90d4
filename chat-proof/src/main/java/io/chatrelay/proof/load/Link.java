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
package io.chatrelay.proof.load;

import io.chatrelay.testing.client.ClientKind;
import io.chatrelay.testing.client.ReceivedFrame;
import io.chatrelay.testing.client.StompConnection;
import io.chatrelay.testing.client.StompListener;
import java.io.UncheckedIOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection, and the next one to any node when that has ended. After the end of a connection its owner hears
 * nothing of it any more, even if something was still to be read.
 */
final class Link {

    private static final int CONNECT_LIMIT_MILLIS = 10_000;

    private static final int RETRY_MILLIS = 100;

    private static final int RETRY_MORE_MILLIS = 900;

    private final Surroundings surroundings;

    private final ClientKind kind;

    private final Owner owner;

    private @Nullable Session session;

    private int nextMillis;

    private int connects;

    private boolean closed;

    private int pausedUntilMillis;

    private @Nullable String trouble;

    Link(Surroundings surroundings, ClientKind kind, Owner owner) {
        this.surroundings = surroundings;
        this.kind = kind;
        this.owner = owner;
    }

    /** Whether the server has answered CONNECT. */
    boolean isUp() {
        return this.session != null && this.session.connected;
    }

    /** How many times it has connected. */
    int connects() {
        return this.connects;
    }

    /** Why it could not connect or lost a connection, the last time that it did; null if it never did. */
    @Nullable String trouble() {
        return this.trouble;
    }

    /** Writes a frame. Only while it is up. */
    void send(String frame) {
        if (this.session == null || this.session.connection == null) {
            throw new IllegalStateException("Not connected");
        }
        this.session.connection.send(frame);
    }

    /** Does what is due; to be called often. */
    void tick() {
        int now = this.surroundings.clock().millis();
        Session current = this.session;
        if (current == null) {
            if (!this.closed && now >= this.nextMillis) {
                connect(now);
            }
        } else if (!current.connected && now - current.startMillis > CONNECT_LIMIT_MILLIS) {
            drop(0);
        } else if (this.pausedUntilMillis > 0 && now >= this.pausedUntilMillis) {
            resume();
        }
    }

    private void connect(int now) {
        URI node = this.surroundings.anyNode();
        Session begun = new Session(node, now);
        try {
            begun.connection = this.surroundings.loop().connect(node, this.kind, begun);
            this.session = begun;
        } catch (UncheckedIOException nobodyListens) {
            this.trouble = nobodyListens.getMessage() + ": " + nobodyListens.getCause();
            retryLater(now);
        }
    }

    private void retryLater(int now) {
        this.nextMillis = now + RETRY_MILLIS + this.surroundings.random().nextInt(RETRY_MORE_MILLIS);
    }

    /** Ends the connection without a goodbye, and connects again after a while. */
    void drop(int backAfterMillis) {
        Session ended = end();
        this.nextMillis = this.surroundings.clock().millis() + backAfterMillis;
        if (ended != null) {
            this.owner.lost("dropped by the client");
        }
    }

    /** Reads nothing for a while, or until the connection ends. */
    void pause(int millis) {
        if (isUp() && this.session != null && this.session.connection != null) {
            this.session.connection.stall();
            this.pausedUntilMillis = this.surroundings.clock().millis() + millis;
        }
    }

    /** Reads again, if it does not. */
    void resume() {
        if (this.pausedUntilMillis > 0 && this.session != null && this.session.connection != null) {
            this.session.connection.resume();
        }
        this.pausedUntilMillis = 0;
    }

    /** Connects no more. */
    void close() {
        this.closed = true;
        end();
    }

    private @Nullable Session end() {
        Session ended = this.session;
        this.session = null;
        this.pausedUntilMillis = 0;
        if (ended != null && ended.connection != null) {
            ended.connection.drop();
        }
        return ended;
    }

    /** One connection. */
    private final class Session implements StompListener {

        private final URI node;

        private final int startMillis;

        private @Nullable StompConnection connection;

        private boolean connected;

        Session(URI node, int startMillis) {
            this.node = node;
            this.startMillis = startMillis;
        }

        private boolean isCurrent() {
            return session == this;
        }

        @Override
        public void connected(StompConnection made) {
            if (isCurrent()) {
                this.connected = true;
                connects++;
                owner.connected(this.node);
            }
        }

        @Override
        public void message(ReceivedFrame message) {
            if (isCurrent()) {
                owner.message(message);
            }
        }

        @Override
        public void receipt(ReceivedFrame receipt) {
            if (isCurrent()) {
                owner.receipt(receipt);
            }
        }

        @Override
        public void lost(String reason) {
            if (isCurrent()) {
                end();
                trouble = this.node + ": " + reason;
                retryLater(surroundings.clock().millis());
                owner.lost(reason);
            }
        }
    }

    /** Who uses the link. */
    interface Owner {

        /** It is up, on this node. */
        void connected(URI node);

        void message(ReceivedFrame message);

        void receipt(ReceivedFrame receipt);

        /** It is down. */
        void lost(String reason);
    }
}

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
package io.chatrelay.core.stomp;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of one client and holds the client to the rules of STOMP: CONNECT first and once, in a version both
 * sides speak, then client frames only, each with the headers it needs. What follows a DISCONNECT is not looked at.
 *
 * <p>A STOMP 1.0 client need not give subscription ids; its frames get a {@link SyntheticSubscriptionId}. CONNECT always
 * leaves with an {@code accept-version} that {@link StompVersion#negotiate} gives the same answer for, without blanks.
 *
 * <pre>
 *  NEW ── CONNECT, STOMP ──► CONNECTED ── DISCONNECT ──► DISCONNECTED
 *   ▲                            │
 *   └────── refuseConnect() ─────┘
 * </pre>
 *
 * One thread at a time may read; {@link #version()} may be asked by any thread.
 */
public final class ClientFrameReader {
    private enum State {
        NEW,
        CONNECTED,
        DISCONNECTED
    }

    private final StompFrameDecoder decoder;

    private State state = State.NEW;
    private volatile @Nullable StompVersion version;
    private @Nullable StompProtocolException failure;

    /**
     * @param frameSizeLimit most bytes a frame may have
     */
    public ClientFrameReader(int frameSizeLimit) {
        decoder = new StompFrameDecoder(frameSizeLimit);
    }

    /** Returns the version that CONNECT settled, or null before a valid CONNECT. */
    public @Nullable StompVersion version() {
        return version;
    }

    /**
     * Consumes all of the given bytes and hands over the frames they complete. Heart-beats before CONNECT are dropped.
     *
     * @throws StompProtocolException if the client broke a rule; the valid frames before were handed over. Every
     *     further call throws the same exception
     */
    public void read(ByteBuffer bytes, StompFrameListener listener) {
        if (failure != null) {
            throw failure;
        }
        try {
            decoder.decode(bytes, new Checked(listener));
        } catch (StompProtocolException broken) {
            if (state != State.DISCONNECTED) {
                failure = broken;
                throw broken;
            }
        }
    }

    /** Goes back to before CONNECT: the application did not accept it, the client may try again. */
    public void refuseConnect() {
        state = State.NEW;
        version = null;
        decoder.setVersion(StompVersion.V1_0);
    }

    private StompFrame check(StompFrame frame) {
        FrameCommand command = frame.command();
        if (!command.isFromClient()) {
            throw ClientFrameRules.broken(frame, "must not be sent by a client");
        }
        StompVersion settled = version;
        if (settled == null) {
            return connect(frame);
        }
        if (command.isConnect()) {
            throw ClientFrameRules.broken(frame, "must be sent once only, the session is already connected");
        }
        StompFrame checked = ClientFrameRules.check(frame, settled);
        if (command == FrameCommand.DISCONNECT) {
            state = State.DISCONNECTED;
        }
        return checked;
    }

    private StompFrame connect(StompFrame frame) {
        if (!frame.command().isConnect()) {
            throw ClientFrameRules.broken(frame, "must not be sent before CONNECT");
        }
        StompVersion settled = ClientFrameRules.checkConnect(frame);
        version = settled;
        decoder.setVersion(settled);
        state = State.CONNECTED;
        String accepted = frame.headers().first("accept-version");
        String plain = accepted == null ? settled.text() : accepted.replaceAll("\\s", "");
        return plain.equals(accepted) ? frame : frame.with("accept-version", plain);
    }

    private final class Checked implements StompFrameListener {
        private final StompFrameListener listener;

        Checked(StompFrameListener listener) {
            this.listener = listener;
        }

        @Override
        public void onFrame(StompFrame frame) {
            if (state != State.DISCONNECTED) {
                listener.onFrame(check(frame));
            }
        }

        @Override
        public void onHeartBeat() {
            if (state != State.NEW) {
                listener.onHeartBeat();
            }
        }
    }
}

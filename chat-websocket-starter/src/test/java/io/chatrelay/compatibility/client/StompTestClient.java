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
package io.chatrelay.compatibility.client;

import static io.chatrelay.compatibility.client.Frame.frame;
import static io.chatrelay.compatibility.client.Frame.frameWithBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A STOMP client that hides nothing: it sends text and bytes as given and hands out what came back, frame by frame.
 * Every wait has a deadline. For one test thread.
 */
public final class StompTestClient implements AutoCloseable {

    public static final Duration DEADLINE = Duration.ofSeconds(10);

    private static final int CUT = 1006;

    /** How many of the last frames a failure tells. */
    private static final int TOLD = 20;

    private final Inbox inbox;
    private final Transport transport;
    private final Deque<Frame> handedOut = new ArrayDeque<>();
    private boolean connected;

    private StompTestClient(Inbox inbox, Transport transport) {
        this.inbox = inbox;
        this.transport = transport;
    }

    /** Opens a WebSocket without speaking STOMP yet. */
    public static StompTestClient open(URI webSocket, String... subProtocols) {
        Inbox inbox = new Inbox();
        return new StompTestClient(
                inbox, WebSocketTransport.open(webSocket, new SocketReader(inbox, inbox::text), subProtocols));
    }

    /** Opens a SockJS session over its WebSocket transport. */
    public static StompTestClient openSockJsWebSocket(URI sockJs) {
        Inbox inbox = new Inbox();
        return new StompTestClient(inbox, SockJsWebSocketTransport.open(sockJs, inbox));
    }

    /** Opens a SockJS session over XHR polling. */
    public static StompTestClient openSockJsPolling(URI sockJs) {
        Inbox inbox = new Inbox();
        return new StompTestClient(inbox, SockJsPollingTransport.open(sockJs, inbox));
    }

    /**
     * Opens a SockJS session over responses that stream.
     *
     * @param eventSource EventSource, else XHR
     * @param pause before the next response
     */
    public static StompTestClient openSockJsStreaming(URI sockJs, boolean eventSource, Duration pause) {
        Inbox inbox = new Inbox();
        return new StompTestClient(inbox, SockJsStreamingTransport.open(sockJs, eventSource, pause, inbox));
    }

    /** Connects with STOMP 1.2 and waits for the answer. */
    public StompTestClient connect(String... headers) {
        List<String> all = new ArrayList<>(List.of("accept-version:1.2", "host:localhost"));
        all.addAll(List.of(headers));
        send(frame("CONNECT", all.toArray(String[]::new)));
        next("CONNECTED");
        return this;
    }

    public StompTestClient send(String raw) {
        transport.sendText(raw);
        return this;
    }

    /** Sends what the server may already have had enough of. */
    public StompTestClient trySend(String raw) {
        try {
            transport.sendText(raw);
        } catch (CompletionException ex) {
            assertThat(ex).hasCauseInstanceOf(IOException.class);
        }
        return this;
    }

    public StompTestClient send(byte[] raw) {
        transport.sendBinary(ByteBuffer.wrap(raw));
        return this;
    }

    public StompTestClient sendFragment(String piece, boolean last) {
        transport.sendFragment(piece, last);
        return this;
    }

    /** Sends a SUBSCRIBE and waits for nothing. */
    public StompTestClient subscribe(String id, String destination, String... headers) {
        return send(frame("SUBSCRIBE", with(headers, "id:" + id, "destination:" + destination)));
    }

    /** Sends a SEND and waits for nothing. */
    public StompTestClient publish(String destination, String body, String... headers) {
        return send(frameWithBody("SEND", body, with(headers, "destination:" + destination)));
    }

    /** The next frame, whatever it is. */
    public Frame next() {
        @Nullable Frame frame = poll(DEADLINE);
        if (frame == null) {
            throw new AssertionError("No frame within " + DEADLINE + ", " + told());
        }
        return frame;
    }

    /** The next frame, which has to be of this command. */
    public Frame next(String command) {
        Frame frame = next();
        assertThat(frame.command()).as("%s, %s", frame, told()).isEqualTo(command);
        return frame;
    }

    /** The next frame, or null if none comes for this long. */
    public @Nullable Frame poll(Duration wait) {
        try {
            Frame frame = inbox.frames().poll(wait.toMillis(), TimeUnit.MILLISECONDS);
            return frame == null ? null : handOut(frame);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", ex);
        }
    }

    /** The next frames, which all have to be MESSAGE frames. */
    public List<Frame> nextMessages(int count) {
        return Stream.generate(() -> next("MESSAGE")).limit(count).toList();
    }

    /** Waits for the RECEIPT of this id, which has to be the next frame. */
    public Frame nextReceipt(String id) {
        Frame receipt = next("RECEIPT");
        assertThat(receipt.header("receipt-id")).isEqualTo(id);
        return receipt;
    }

    /** Everything that arrives until nothing came for this long. */
    public List<Frame> untilQuiet(Duration quiet) {
        List<Frame> frames = new ArrayList<>();
        for (@Nullable Frame frame = poll(quiet); frame != null; frame = poll(quiet)) {
            frames.add(frame);
        }
        return frames;
    }

    /** What has arrived and was not handed out yet. Once the connection is closed, that is all there will ever be. */
    public List<Frame> rest() {
        return untilQuiet(Duration.ZERO);
    }

    /** Waits for the server to close the connection, and returns the close code. */
    public int awaitClose() {
        try {
            return inbox.closeCode().get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", ex);
        } catch (TimeoutException ex) {
            throw new AssertionError("Not closed within " + DEADLINE + ", " + told(), ex);
        } catch (ExecutionException ex) {
            throw new AssertionError("Connection failed instead of being closed, " + told(), ex);
        }
    }

    /** Waits for the end of the connection, and returns the close code, or 1006 if it was cut while this client was sending. */
    public int awaitCloseOrCut() {
        try {
            return awaitClose();
        } catch (AssertionError failure) {
            Throwable cause =
                    failure.getCause() == null ? null : failure.getCause().getCause();
            if (cause instanceof IOException) {
                return CUT;
            }
            throw failure;
        }
    }

    /** Whether a CONNECTED frame was handed out. */
    public boolean isConnected() {
        return connected;
    }

    public boolean isClosed() {
        return inbox.closeCode().isDone();
    }

    public int heartBeats() {
        return inbox.heartBeats();
    }

    public void awaitHeartBeats(int count) {
        await().atMost(DEADLINE).until(() -> inbox.heartBeats() >= count);
    }

    @Override
    public void close() {
        transport.close();
    }

    private Frame handOut(Frame frame) {
        connected |= frame.command().equals("CONNECTED");
        if (handedOut.size() == TOLD) {
            handedOut.remove();
        }
        handedOut.add(frame);
        return frame;
    }

    /** What this client has seen, for the message of a failure. */
    private String told() {
        return "connection: %s, last frames: %s, not yet looked at: %s"
                .formatted(
                        inbox.closeCode(),
                        handedOut,
                        inbox.frames().stream().limit(TOLD).toList());
    }

    private static String[] with(String[] more, String... first) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
    }
}

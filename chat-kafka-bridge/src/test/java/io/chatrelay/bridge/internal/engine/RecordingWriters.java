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
package io.chatrelay.bridge.internal.engine;

import io.chatrelay.bridge.delivery.Acceptance;
import io.chatrelay.bridge.delivery.SessionWriter;
import io.chatrelay.bridge.delivery.SessionWriters;
import io.chatrelay.bridge.delivery.SlowClient;
import io.chatrelay.core.stomp.MessageFrame;
import io.chatrelay.core.stomp.StompVersion;
import io.chatrelay.core.stomp.SubscriptionStart;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;

/** Writers that write down in one list what they are told, whose session it is first. */
final class RecordingWriters implements SessionWriters {

    final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    /** The MESSAGE frames as they would go over the wire. */
    final List<String> frames = Collections.synchronizedList(new ArrayList<>());

    /** The bodies of the MESSAGE frames that were not refused, with what the start of the frame says beside whose it is. */
    final Queue<String> taken = new ConcurrentLinkedQueue<>();

    boolean open = true;

    /** Whether no client has room. */
    volatile boolean full;

    SlowClient slowClient = SlowClient.CATCH_UP;

    /** Guarded by itself. */
    private final List<Runnable> whenRoom = new ArrayList<>();

    /** Sees every frame that is sent at once, after it has been written down. */
    Consumer<StompHeaderAccessor> onSend = frame -> {};

    private final Map<String, SessionWriter> writers = new LinkedHashMap<>();

    @Override
    public SessionWriter find(String sessionId) {
        return this.writers.computeIfAbsent(sessionId, Writer::new);
    }

    @Override
    public void beforeBatch() {
        this.calls.add("batch");
    }

    @Override
    public SlowClient slowClient() {
        return this.slowClient;
    }

    @Override
    public void endStalled() {
        this.calls.add("stalled");
    }

    /** The clients read again. */
    void makeRoom() {
        List<Runnable> due;
        synchronized (this.whenRoom) {
            this.full = false;
            due = List.copyOf(this.whenRoom);
            this.whenRoom.clear();
        }
        due.forEach(Runnable::run);
    }

    @Override
    public void flush(List<SessionWriter> touched) {
        touched.forEach(SessionWriter::flush);
    }

    private final class Writer implements SessionWriter {

        private final String session;

        private boolean unflushed;

        Writer(String session) {
            this.session = session;
        }

        @Override
        public boolean isOpen() {
            return RecordingWriters.this.open;
        }

        @Override
        public Acceptance append(SubscriptionStart start, MessageFrame frame) {
            RecordingWriters.this.calls.add(this.session + " append " + start.subscriptionId() + " "
                    + new String(frame.body(), StandardCharsets.UTF_8));
            RecordingWriters.this.frames.add(new String(start.bytes(), StandardCharsets.UTF_8)
                    + new String(frame.rest(StompVersion.V1_2), StandardCharsets.UTF_8));
            // Asked once: a test may change it while another thread is here.
            boolean refused = RecordingWriters.this.full;
            if (!refused) {
                RecordingWriters.this.taken.add(new String(frame.body(), StandardCharsets.UTF_8)
                        + new String(start.bytes(), StandardCharsets.UTF_8)
                                .replaceFirst("MESSAGE\nsubscription:[^\n]*\n", "")
                                .replace("replayed:true\n", " replayed")
                                .replaceAll("(gap:[^\n]*)\n", " $1"));
            }
            boolean first = !this.unflushed;
            this.unflushed = true;
            return refused ? Acceptance.REFUSED : first ? Acceptance.FLUSH_NEEDED : Acceptance.TAKEN;
        }

        @Override
        public boolean isFull(long more) {
            return RecordingWriters.this.full;
        }

        @Override
        public boolean hasRoom() {
            return !RecordingWriters.this.full;
        }

        @Override
        public void whenRoom(Runnable action) {
            synchronized (RecordingWriters.this.whenRoom) {
                if (RecordingWriters.this.full) {
                    RecordingWriters.this.whenRoom.add(action);
                    return;
                }
            }
            action.run();
        }

        @Override
        public void flush() {
            this.unflushed = false;
            RecordingWriters.this.calls.add(this.session + " flush");
        }

        @Override
        public void send(Message<byte[]> frame) {
            StompHeaderAccessor headers = StompHeaderAccessor.wrap(frame);
            String receipt = headers.getReceiptId();
            RecordingWriters.this.calls.add(
                    this.session + " " + headers.getCommand() + (receipt == null ? "" : " " + receipt));
            RecordingWriters.this.onSend.accept(headers);
        }
    }
}

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
package io.chatrelay.bridge.internal.session;

import io.chatrelay.bridge.delivery.SessionWriter;
import io.chatrelay.core.stomp.StompVersion;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;

/**
 * One client connection. Frames of a session are handled one after another; deliveries, receipts and heart-beats come
 * from other threads. What is sent leaves in the order of the calls.
 */
public final class ClientSession {

    private final String id;

    private final @Nullable Principal user;

    private final Heartbeat heartbeat;

    private final StompVersion version;

    private final SessionOutput output;

    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();

    private volatile long lastReadMillis;

    private volatile long lastWriteMillis;

    private volatile boolean ended;

    /** SENDs that Kafka has not answered yet. Guarded by this. */
    private int pendingSends;

    /** What waits for the pending SENDs. Guarded by this. */
    private final List<Runnable> afterSends = new ArrayList<>(1);

    public ClientSession(
            String id,
            @Nullable Principal user,
            StompVersion version,
            Heartbeat heartbeat,
            SessionOutput output,
            long nowMillis) {
        this.id = id;
        this.user = user;
        this.version = version;
        this.heartbeat = heartbeat;
        this.output = output;
        this.lastReadMillis = nowMillis;
        this.lastWriteMillis = nowMillis;
    }

    public String id() {
        return this.id;
    }

    public @Nullable Principal user() {
        return this.user;
    }

    public StompVersion version() {
        return this.version;
    }

    /** By subscription id. */
    public Map<String, Subscription> subscriptions() {
        return this.subscriptions;
    }

    /** Marks the end; nothing is delivered to this session afterwards. */
    public Collection<Subscription> end() {
        this.ended = true;
        List<Subscription> last = List.copyOf(this.subscriptions.values());
        this.subscriptions.clear();
        return last;
    }

    public boolean isEnded() {
        return this.ended;
    }

    /** Hands a frame to the client's ordered outbound path. */
    public void send(Message<byte[]> frame, long nowMillis) {
        this.output.send(frame);
        this.lastWriteMillis = nowMillis;
    }

    /** Counts a message of the log that is about to be sent through the channel, until the result is run. */
    public @Nullable Runnable beginTransit(int bytes) {
        return this.output.beginTransit(bytes);
    }

    /** Whether there is room for messages that are not urgent. */
    public boolean hasRoom() {
        return this.output.hasRoom();
    }

    /** Whether messages of the tail should not be sent through the channel, because too much waits for the client. */
    public boolean isFull() {
        return this.output.isFull();
    }

    /** Does an action once, as soon as there is room again; it must not wait. */
    public void whenRoom(Runnable action) {
        this.output.whenRoom(action);
    }

    /** The short way to the client, if there is one that may be used now. */
    public @Nullable SessionWriter writer() {
        return this.output.openWriter();
    }

    /** Lets leave what was handed to the {@link #writer}. */
    public void flush() {
        this.output.flush();
    }

    /** Something has been handed to the {@link #writer}. */
    public void wrote(long nowMillis) {
        this.lastWriteMillis = nowMillis;
    }

    /** Something came from the client. */
    public void touch(long nowMillis) {
        this.lastReadMillis = nowMillis;
    }

    /** Whether the client has been silent for longer than was agreed. */
    public boolean isSilent(long nowMillis) {
        return this.heartbeat.readMillis() > 0 && nowMillis - this.lastReadMillis > this.heartbeat.readMillis();
    }

    /** Whether a heart-beat must leave before the next look, {@code lookEveryMillis} from now. */
    public boolean needsHeartbeat(long nowMillis, long lookEveryMillis) {
        long write = this.heartbeat.writeMillis();
        return write > 0 && nowMillis - this.lastWriteMillis + lookEveryMillis > write;
    }

    public Heartbeat heartbeat() {
        return this.heartbeat;
    }

    /** A SEND of this session is on its way to the log. */
    public synchronized void sendStarted() {
        this.pendingSends++;
    }

    /** The log has answered a SEND of this session. */
    public void sendEnded() {
        List<Runnable> due;
        synchronized (this) {
            this.pendingSends--;
            if (this.pendingSends > 0 || this.afterSends.isEmpty()) {
                return;
            }
            due = List.copyOf(this.afterSends);
            this.afterSends.clear();
        }
        due.forEach(Runnable::run);
    }

    /** Runs the action when no SEND of this session waits for the log, which may be at once. */
    public void afterSends(Runnable action) {
        synchronized (this) {
            if (this.pendingSends > 0) {
                this.afterSends.add(action);
                return;
            }
        }
        action.run();
    }
}

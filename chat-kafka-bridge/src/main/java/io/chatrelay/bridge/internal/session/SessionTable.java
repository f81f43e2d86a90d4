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

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of this node. An ended session is remembered for a while, so that frames which come late do not bring it
 * back to life. Thread-safe.
 */
public final class SessionTable {

    private static final long TOMBSTONE_MILLIS = 60_000;

    private final Map<String, ClientSession> sessions = new ConcurrentHashMap<>();

    /** Session id to the time of its end. */
    private final Map<String, Long> tombstones = new ConcurrentHashMap<>();

    /** Adds a session unless there is one of that id, or was one a moment ago. */
    public boolean add(ClientSession session) {
        return !this.tombstones.containsKey(session.id()) && this.sessions.putIfAbsent(session.id(), session) == null;
    }

    public @Nullable ClientSession find(String sessionId) {
        return this.sessions.get(sessionId);
    }

    /** Whether a session of that id has ended a moment ago. */
    public boolean hasEnded(String sessionId) {
        return this.tombstones.containsKey(sessionId);
    }

    /** Takes a session out, for one caller only. */
    public @Nullable ClientSession remove(String sessionId, long nowMillis) {
        this.tombstones.put(sessionId, nowMillis);
        return this.sessions.remove(sessionId);
    }

    /** Takes all sessions out and forgets the ended ones. */
    public Collection<ClientSession> clear() {
        List<ClientSession> last = List.copyOf(this.sessions.values());
        this.sessions.clear();
        this.tombstones.clear();
        return last;
    }

    public Collection<ClientSession> all() {
        return this.sessions.values();
    }

    /** Forgets sessions that ended long enough ago. */
    public void forgetEnded(long nowMillis) {
        this.tombstones.values().removeIf(endedAt -> nowMillis - endedAt > TOMBSTONE_MILLIS);
    }
}

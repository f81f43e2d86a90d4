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
package io.chatrelay.bridge.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The writers of the sessions of one node. Thread-safe.
 *
 * @since 0.1
 */
public interface SessionWriters {

    /** No session has a writer. */
    SessionWriters NONE = new SessionWriters() {

        @Override
        public @Nullable SessionWriter find(String sessionId) {
            return null;
        }

        @Override
        public void beforeBatch() {
            // There is nothing to look at.
        }

        @Override
        public SlowClient slowClient() {
            return SlowClient.CATCH_UP;
        }

        @Override
        public void endStalled() {
            // Spring's own sessions have a limit of time.
        }

        @Override
        public void flush(List<SessionWriter> writers) {
            writers.forEach(SessionWriter::flush);
        }
    };

    /**
     * Finds the writer of a session, or {@code null} if it has none. While the writer is not open, the session's frames go
     * through Spring's outbound channel, and the writer tells only whether there is room.
     */
    @Nullable SessionWriter find(String sessionId);

    /**
     * Looks again whether the application has asked for the long way, by an interceptor for instance. Called before each
     * batch of messages on the broker's reading thread, and every second by another.
     */
    void beforeBatch();

    /** What becomes of clients for which too much is waiting. */
    SlowClient slowClient();

    /** Ends the sessions whose clients have read nothing for too long; called about once a second. */
    void endStalled();

    /** Flushes writers that messages of a batch were appended to. Returns without waiting for any client. */
    void flush(List<SessionWriter> writers);
}

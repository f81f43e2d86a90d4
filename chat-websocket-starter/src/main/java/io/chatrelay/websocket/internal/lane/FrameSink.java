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
package io.chatrelay.websocket.internal.lane;

import java.io.IOException;

/**
 * Where the frames of one session go. A lane calls {@link #take} and {@link #write} in turns, by one thread at a time, and
 * not again before the last write has ended.
 */
interface FrameSink {

    /** What is to happen at the end of a write that did not end before {@link #write} returned. */
    interface Completion {
        void written();

        void failed(Throwable cause);
    }

    /** Takes the first frames out of a queue that is not empty, as many as it can write in one go. Quick, keeps nothing locked. */
    void take(FrameQueue queue);

    /**
     * Writes what was taken.
     *
     * @return true if all of it is written; false if the completion is called, once: by another thread, or by this one
     *     before it returns if the write has failed
     * @throws IOException if the session cannot be written to any more; then the completion is not called
     */
    boolean write(Completion completion) throws IOException;

    /** Returns whether a write may wait for the client, so that it needs a thread that may wait. */
    boolean isBlocking();
}

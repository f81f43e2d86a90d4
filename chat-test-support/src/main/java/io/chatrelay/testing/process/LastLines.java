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
package io.chatrelay.testing.process;

import java.util.ArrayDeque;
import java.util.Deque;

/** The newest 20 lines of an output, however many there were. For any thread. */
final class LastLines {
    private static final int KEPT = 20;

    private final Deque<String> lines = new ArrayDeque<>(KEPT);

    synchronized void add(String line) {
        if (lines.size() == KEPT) {
            lines.removeFirst();
        }
        lines.add(line);
    }

    /** The end of a message: the lines, each on a line of its own, and what they are; or that there are none. */
    @Override
    public synchronized String toString() {
        return lines.isEmpty() ? " (it printed nothing)" : "; its last lines:\n  " + String.join("\n  ", lines);
    }
}

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
package io.chatrelay.core.cursor;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that remembers what it got: offsets, with the gap that came with them. */
final class RecordingTaker implements Taker<Logged> {

    final List<String> got = new ArrayList<>();

    /** How many messages it has room for. */
    int room = Integer.MAX_VALUE;

    @Override
    public boolean take(Logged located, @Nullable GapReason gap) {
        if (room == 0) {
            return false;
        }
        room--;
        got.add(gap == null ? String.valueOf(located.offset()) : located.offset() + " gap " + gap.text());
        return true;
    }
}

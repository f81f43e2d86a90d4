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

import java.util.List;

/**
 * A stretch of a partition that has been looked through for some of its records.
 *
 * @param from the first offset that was looked at
 * @param to the offset after the last one that was looked at, at least {@code from}. Offsets have holes, so this is not told by
 *     the records
 * @param records those that were found, by ascending offset, all in the stretch
 * @param <R> what stands for a record
 * @since 0.1
 */
public record Slice<R extends Located>(long from, long to, List<R> records) {

    public Slice {
        if (to < from) {
            throw new IllegalArgumentException("slice: from " + from + " to " + to + " (expected: to at least from)");
        }
    }
}

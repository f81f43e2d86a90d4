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
package io.chatrelay.bridge.internal.replay;

/** What is asked is told by a record of the log that is not in memory: to be asked again when its segment is. */
final class SegmentNeededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long offset;

    SegmentNeededException(long offset) {
        super("the record at " + offset + " is needed", null, false, false);
        this.offset = offset;
    }

    /** The offset of the record. */
    long offset() {
        return this.offset;
    }
}

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
package io.chatrelay.bridge.internal.client;

/** What a consumer of the history reads, which decides how much it fetches at a time. */
public enum HistoryRead {
    /** Single records with much between them. */
    POINT(32 * 1024, 64),
    /** Stretches that several subscriptions want something of. */
    SEGMENT(2 * 1024 * 1024, 4 * 1024),
    /** Long stretches to find something in. */
    SCAN(8 * 1024 * 1024, 8 * 1024);

    private final int fetchBytes;

    private final int pollRecords;

    HistoryRead(int fetchBytes, int pollRecords) {
        this.fetchBytes = fetchBytes;
        this.pollRecords = pollRecords;
    }

    int fetchBytes() {
        return this.fetchBytes;
    }

    int pollRecords() {
        return this.pollRecords;
    }
}

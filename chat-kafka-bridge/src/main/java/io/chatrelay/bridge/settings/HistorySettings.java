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
package io.chatrelay.bridge.settings;

/**
 * What is kept in memory of the log, and how much of it a client may ask for.
 *
 * @param maxMessages how many messages {@code from: last=N} may ask for, 1 to 100,000
 * @param tailBytes memory for the newest messages and for those read again lately, at least 1 MiB
 * @param warmUpMessages how many of the newest messages a node reads once when it has started, so that the first client that asks
 *     for history need not wait for code to be compiled; 0 for none
 * @param maxSearch how many records one SUBSCRIBE may have searched for its {@code last=N}, at least 1,000; what is not searched is
 *     announced as {@code gap:search-limit}
 * @since 0.1
 */
public record HistorySettings(int maxMessages, long tailBytes, int warmUpMessages, long maxSearch) {

    private static final int MOST_MESSAGES = 100_000;

    private static final long SMALLEST_TAIL = 1024L * 1024;

    private static final long SMALLEST_SEARCH = 1_000;

    /** 1,000 messages, 64 MiB, 200,000 messages to warm up, and 2,000,000 to search, which takes a second or two. */
    public static final HistorySettings DEFAULT = new HistorySettings(1_000, 64L * 1024 * 1024, 200_000, 2_000_000);

    public HistorySettings {
        if (maxMessages < 1 || maxMessages > MOST_MESSAGES) {
            throw new InvalidSettingException("chat.relay.history.max-messages", maxMessages, "1 to 100000");
        }
        if (tailBytes < SMALLEST_TAIL) {
            throw new InvalidSettingException("chat.relay.history.tail-size", tailBytes, "at least 1MB");
        }
        if (warmUpMessages < 0) {
            throw new InvalidSettingException("chat.relay.history.warm-up-messages", warmUpMessages, "0 or more");
        }
        if (maxSearch < SMALLEST_SEARCH) {
            throw new InvalidSettingException("chat.relay.history.max-search", maxSearch, "at least 1000");
        }
    }
}

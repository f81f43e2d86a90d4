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
 * What a node keeps of the log in memory, and how much of the log a client may ask for. {@link #builder()} begins with every
 * default.
 *
 * @since 0.1
 */
public final class HistorySettings {

    /** 1,000 messages, 64 MiB, 200,000 messages to warm up, and 2,000,000 to search, which takes a second or two. */
    public static final HistorySettings DEFAULT = builder().build();

    private static final int MOST_MESSAGES = 100_000;

    private static final long SMALLEST_TAIL = 1024L * 1024;

    private static final long SMALLEST_SEARCH = 1_000;

    private final int maxMessages;

    private final long tailBytes;

    private final int warmUpMessages;

    private final long maxSearch;

    private HistorySettings(Builder builder) {
        this.maxMessages = builder.maxMessages;
        this.tailBytes = builder.tailBytes;
        this.warmUpMessages = builder.warmUpMessages;
        this.maxSearch = builder.maxSearch;
    }

    /** Begins with the {@link #DEFAULT}. */
    public static Builder builder() {
        return new Builder();
    }

    /** How many messages {@code from: last=N} may ask for. */
    public int maxMessages() {
        return maxMessages;
    }

    /** The memory for the newest messages and for those that were read again lately, in bytes. */
    public long tailBytes() {
        return tailBytes;
    }

    /**
     * How many of the newest messages a node reads once when it has started, so that the first client that asks for history
     * need not wait for code to be compiled; 0 for none.
     */
    public int warmUpMessages() {
        return warmUpMessages;
    }

    /** How many records one SUBSCRIBE may have searched for its {@code last=N}; the rest is announced as {@code gap:search-limit}. */
    public long maxSearch() {
        return maxSearch;
    }

    /** Collects settings; every value that is not set is the default. Used by one thread. */
    public static final class Builder {

        private int maxMessages = 1_000;

        private long tailBytes = 64L * 1024 * 1024;

        private int warmUpMessages = 200_000;

        private long maxSearch = 2_000_000;

        private Builder() {}

        /** 1 to 100,000. */
        public Builder maxMessages(int count) {
            this.maxMessages = count;
            return this;
        }

        /** At least 1 MiB. */
        public Builder tailBytes(long bytes) {
            this.tailBytes = bytes;
            return this;
        }

        /** 0 or more. */
        public Builder warmUpMessages(int count) {
            this.warmUpMessages = count;
            return this;
        }

        /** At least 1,000. */
        public Builder maxSearch(long records) {
            this.maxSearch = records;
            return this;
        }

        /** @throws InvalidSettingException if a value cannot work */
        public HistorySettings build() {
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
            return new HistorySettings(this);
        }
    }
}

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

import java.time.Duration;

/**
 * How the broker writes messages to the log. {@link #builder()} begins with every default.
 *
 * @since 0.1
 */
public final class PublishSettings {

    private static final int MOST_HEADERS = 256;

    private static final Duration LONGEST_LINGER = Duration.ofSeconds(1);

    private static final long SMALLEST_IN_FLIGHT = 64L * 1024;

    /** 30 s, 32 MiB, 2 ms and 64 headers. */
    public static final PublishSettings DEFAULT = builder().build();

    private final Duration deliveryTimeout;

    private final long maxInFlightBytes;

    private final Duration linger;

    private final int maxHeaders;

    private PublishSettings(Builder builder) {
        this.deliveryTimeout = builder.deliveryTimeout;
        this.maxInFlightBytes = builder.maxInFlightBytes;
        this.linger = builder.linger;
        this.maxHeaders = builder.maxHeaders;
    }

    /** Begins with the {@link #DEFAULT}. */
    public static Builder builder() {
        return new Builder();
    }

    /** How long a SEND may wait for Kafka's acknowledgement before it fails. */
    public Duration deliveryTimeout() {
        return deliveryTimeout;
    }

    /** How many bytes (bodies and headers) may wait for Kafka's acknowledgement at one time; a SEND beyond it fails at once. */
    public long maxInFlightBytes() {
        return maxInFlightBytes;
    }

    /** How long messages that come in quick succession are collected before they are written together. */
    public Duration linger() {
        return linger;
    }

    /** How many headers a client's SEND may have that travel with the message. */
    public int maxHeaders() {
        return maxHeaders;
    }

    /** Collects settings; every value that is not set is the default. Used by one thread. */
    public static final class Builder {

        private Duration deliveryTimeout = Duration.ofSeconds(30);

        private long maxInFlightBytes = 32L * 1024 * 1024;

        private Duration linger = Duration.ofMillis(2);

        private int maxHeaders = 64;

        private Builder() {}

        /** 1 s to 1 h. */
        public Builder deliveryTimeout(Duration timeout) {
            this.deliveryTimeout = timeout;
            return this;
        }

        /** At least 64 KiB. */
        public Builder maxInFlightBytes(long bytes) {
            this.maxInFlightBytes = bytes;
            return this;
        }

        /** 0 to 1 s. A message that comes alone is written at once, whatever this is. */
        public Builder linger(Duration time) {
            this.linger = time;
            return this;
        }

        /** 1 to 256; a SEND with more is refused. */
        public Builder maxHeaders(int count) {
            this.maxHeaders = count;
            return this;
        }

        /** @throws InvalidSettingException if a value cannot work */
        public PublishSettings build() {
            if (deliveryTimeout.compareTo(Duration.ofSeconds(1)) < 0
                    || deliveryTimeout.compareTo(Duration.ofHours(1)) > 0) {
                throw new InvalidSettingException("chat.relay.publish.delivery-timeout", deliveryTimeout, "1s to 1h");
            }
            if (maxInFlightBytes < SMALLEST_IN_FLIGHT) {
                throw new InvalidSettingException(
                        "chat.relay.publish.max-in-flight", maxInFlightBytes, "at least 64KB");
            }
            if (linger.isNegative() || linger.compareTo(LONGEST_LINGER) > 0) {
                throw new InvalidSettingException("chat.relay.publish.linger", linger, "0 to 1s");
            }
            if (maxHeaders < 1 || maxHeaders > MOST_HEADERS) {
                throw new InvalidSettingException("chat.relay.publish.max-headers", maxHeaders, "1 to 256");
            }
            return new PublishSettings(this);
        }
    }
}

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
 * How messages are written to the log.
 *
 * @param deliveryTimeout how long a SEND may wait for Kafka's acknowledgement before it fails, 1 s to 1 h
 * @param maxInFlightBytes bytes (bodies and headers) that may wait for Kafka's acknowledgement at one time, at least
 *     64 KiB; further SENDs fail at once
 * @param linger how long messages that come in quick succession are collected before they are written together, 0 to
 *     1 s; one that comes alone is written at once
 * @param maxHeaders how many headers a client's SEND may have that travel with the message, 1 to 256; one with more is refused
 * @since 0.1
 */
public record PublishSettings(Duration deliveryTimeout, long maxInFlightBytes, Duration linger, int maxHeaders) {

    private static final int MOST_HEADERS = 256;

    private static final Duration LONGEST_LINGER = Duration.ofSeconds(1);

    private static final long SMALLEST_IN_FLIGHT = 64L * 1024;

    /** 30 s, 32 MiB, 2 ms and 64 headers. */
    public static final PublishSettings DEFAULT =
            new PublishSettings(Duration.ofSeconds(30), 32L * 1024 * 1024, Duration.ofMillis(2), 64);

    public PublishSettings {
        if (deliveryTimeout.compareTo(Duration.ofSeconds(1)) < 0
                || deliveryTimeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new InvalidSettingException("chat.relay.publish.delivery-timeout", deliveryTimeout, "1s to 1h");
        }
        if (maxInFlightBytes < SMALLEST_IN_FLIGHT) {
            throw new InvalidSettingException("chat.relay.publish.max-in-flight", maxInFlightBytes, "at least 64KB");
        }
        if (linger.isNegative() || linger.compareTo(LONGEST_LINGER) > 0) {
            throw new InvalidSettingException("chat.relay.publish.linger", linger, "0 to 1s");
        }
        if (maxHeaders < 1 || maxHeaders > MOST_HEADERS) {
            throw new InvalidSettingException("chat.relay.publish.max-headers", maxHeaders, "1 to 256");
        }
    }

    /** The same settings with another time limit. */
    public PublishSettings withDeliveryTimeout(Duration timeout) {
        return new PublishSettings(timeout, maxInFlightBytes, linger, maxHeaders);
    }

    /** The same settings with another bound on what waits. */
    public PublishSettings withMaxInFlightBytes(long bytes) {
        return new PublishSettings(deliveryTimeout, bytes, linger, maxHeaders);
    }

    /** The same settings with another time to collect messages. */
    public PublishSettings withLinger(Duration time) {
        return new PublishSettings(deliveryTimeout, maxInFlightBytes, time, maxHeaders);
    }
}

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
package io.chatrelay.websocket;

import io.chatrelay.bridge.delivery.SlowClient;
import io.chatrelay.bridge.settings.InvalidSettingException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.Environment;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * How the sessions of clients are served. {@link #builder()} begins with every default.
 *
 * @since 0.1
 */
public final class SessionSettings {
    private static final String COMPRESSION_KEY = "chat.relay.session.compression";
    private static final String BUFFER_SIZE_KEY = "chat.relay.session.buffer-size";
    private static final String BUFFER_SIZE_RULE = "a size of at least 1B, such as 512KB";
    private static final String SLOW_CLIENT_KEY = "chat.relay.session.slow-client";
    private static final String STALL_TIMEOUT_KEY = "chat.relay.session.stall-timeout";

    /** No compression, buffers as the transport settings say, slow clients catch up unless they read nothing for 5 minutes. */
    public static final SessionSettings DEFAULT = builder().build();

    private final boolean compression;
    private final @Nullable DataSize bufferSize;
    private final SlowClient slowClient;
    private final Duration stallTimeout;

    private SessionSettings(Builder builder) {
        this.compression = builder.compression;
        this.bufferSize = builder.bufferSize;
        this.slowClient = builder.slowClient;
        this.stallTimeout = builder.stallTimeout;
    }

    /** Begins with the {@link #DEFAULT}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether a connection is compressed by {@code permessage-deflate} if its client offers it. */
    public boolean compression() {
        return compression;
    }

    /** How much may wait for one client that reads slowly; null for what the transport settings of the STOMP endpoints say. */
    public @Nullable DataSize bufferSize() {
        return bufferSize;
    }

    /** What becomes of a client for which more is waiting. */
    public SlowClient slowClient() {
        return slowClient;
    }

    /**
     * How long a client may read nothing before its session is closed. It counts unless slow clients are disconnected, for
     * which the send time limit of the transport settings counts.
     */
    public Duration stallTimeout() {
        return stallTimeout;
    }

    /** Reads the keys, for applications without Spring Boot. */
    static SessionSettings from(Environment environment) {
        String bufferSize = environment.getProperty(BUFFER_SIZE_KEY);
        return builder()
                .compression(valueIn(environment, COMPRESSION_KEY, Boolean.class, DEFAULT.compression, "true or false"))
                .bufferSize(StringUtils.hasText(bufferSize) ? parse(bufferSize) : null)
                .slowClient(slowClientIn(environment))
                .stallTimeout(stallTimeoutIn(environment))
                .build();
    }

    private static <T> T valueIn(Environment environment, String key, Class<T> type, T otherwise, String rule) {
        try {
            return environment.getProperty(key, type, otherwise);
        } catch (ConversionException ex) {
            throw new InvalidSettingException(key, String.valueOf(environment.getProperty(key)), rule);
        }
    }

    private static SlowClient slowClientIn(Environment environment) {
        String text = environment.getProperty(SLOW_CLIENT_KEY, "catch-up");
        try {
            return SlowClient.valueOf(text.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException ex) {
            throw new InvalidSettingException(SLOW_CLIENT_KEY, text, "catch-up, latest or disconnect");
        }
    }

    private static Duration stallTimeoutIn(Environment environment) {
        String text = environment.getProperty(STALL_TIMEOUT_KEY);
        if (!StringUtils.hasText(text)) {
            return DEFAULT.stallTimeout;
        }
        try {
            return DurationFormatterUtils.detectAndParse(text);
        } catch (IllegalArgumentException ex) {
            throw new InvalidSettingException(STALL_TIMEOUT_KEY, text, "a time of at least 1s, such as 5m");
        }
    }

    private static DataSize parse(String bufferSize) {
        try {
            return DataSize.parse(bufferSize);
        } catch (IllegalArgumentException ex) {
            throw new InvalidSettingException(BUFFER_SIZE_KEY, bufferSize, BUFFER_SIZE_RULE);
        }
    }

    /** Collects settings; every value that is not set is the default. Used by one thread. */
    public static final class Builder {
        private boolean compression;
        private @Nullable DataSize bufferSize;
        private SlowClient slowClient = SlowClient.CATCH_UP;
        private Duration stallTimeout = Duration.ofMinutes(5);

        private Builder() {}

        /** Whether a connection is compressed if its client offers it. */
        public Builder compression(boolean whenOffered) {
            this.compression = whenOffered;
            return this;
        }

        /** More than 0, or null for what the transport settings of the STOMP endpoints say. */
        public Builder bufferSize(@Nullable DataSize size) {
            this.bufferSize = size;
            return this;
        }

        /** What becomes of a client for which more is waiting than the buffer's size. */
        public Builder slowClient(SlowClient fate) {
            this.slowClient = fate;
            return this;
        }

        /** At least 1 s. */
        public Builder stallTimeout(Duration timeout) {
            this.stallTimeout = timeout;
            return this;
        }

        /** @throws InvalidSettingException if a value cannot work */
        public SessionSettings build() {
            if (bufferSize != null && bufferSize.toBytes() <= 0) {
                throw new InvalidSettingException(BUFFER_SIZE_KEY, bufferSize, BUFFER_SIZE_RULE);
            }
            if (stallTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new InvalidSettingException(STALL_TIMEOUT_KEY, stallTimeout, "at least 1s");
            }
            return new SessionSettings(this);
        }
    }
}

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
package io.chatrelay.bridge.internal.consume;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The log cannot be used at the moment; the message says why, in words fit for the operator's log. */
final class LogUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LogUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static LogUnavailableException because(ExecutionException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof TimeoutException) {
            return new LogUnavailableException("Kafka does not answer", cause);
        }
        return new LogUnavailableException(String.valueOf(cause.getMessage()), cause);
    }
}

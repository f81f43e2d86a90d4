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
package io.chatrelay.demo.log;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Kafka does not answer now; the same question may be answered later. */
@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
public final class LogUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    LogUnavailableException(String message) {
        super(message);
    }
}

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
package io.chatrelay.bridge.internal.publish;

import io.chatrelay.bridge.settings.PublishSettings;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;

/** What to tell a client about a failed publication. */
final class PublishFailures {

    private PublishFailures() {}

    static PublishFailedException from(Throwable cause, PublishSettings settings) {
        if (cause instanceof BufferExhaustedException) {
            return tooManyInFlight(settings);
        }
        if (cause instanceof TimeoutException) {
            return timedOut(settings, cause);
        }
        if (cause instanceof RecordTooLargeException) {
            return new PublishFailedException("The message is larger than the log accepts", cause);
        }
        if (cause instanceof AuthorizationException || cause instanceof AuthenticationException) {
            return new PublishFailedException("The server is not allowed to write to its log", cause);
        }
        return new PublishFailedException("The message could not be stored", cause);
    }

    static PublishFailedException timedOut(PublishSettings settings, Throwable cause) {
        return new PublishFailedException(
                "The message was not acknowledged within "
                        + settings.deliveryTimeout().toMillis() + " ms",
                cause);
    }

    static PublishFailedException tooManyInFlight(PublishSettings settings) {
        return new PublishFailedException(
                "More than " + settings.maxInFlightBytes() + " bytes wait to be stored, send again later", null);
    }

    static PublishFailedException closed() {
        return new PublishFailedException("The server is stopping, the message was not stored", null);
    }
}

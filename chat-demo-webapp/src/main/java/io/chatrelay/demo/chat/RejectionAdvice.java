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
package io.chatrelay.demo.chat;

import io.chatrelay.core.InvalidValueException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.messaging.simp.annotation.SendToUser;
import org.springframework.web.bind.annotation.ControllerAdvice;

/** Answers what cannot be taken on the sender's {@code /user/queue/errors}; the session goes on and nobody else notices. */
@ControllerAdvice
@SendToUser(destinations = "/queue/errors", broadcast = false)
final class RejectionAdvice {

    private static final Logger logger = LoggerFactory.getLogger(RejectionAdvice.class);

    @MessageExceptionHandler
    Rejection invalidValue(
            InvalidValueException failure, @Header(name = "draft-id", required = false) @Nullable String draftId) {
        return new Rejection(draftId, failure.getMessage(), false);
    }

    @MessageExceptionHandler
    Rejection notDelivered(
            MessageDeliveryException failure, @Header(name = "draft-id", required = false) @Nullable String draftId) {
        logger.atDebug().setCause(failure).log("Message not taken by the broker");
        return new Rejection(draftId, "the message could not be stored now, try again", true);
    }

    /** Whatever Spring finds wrong with the frame before a controller sees it: no JSON, no draft-id, no such address. */
    @MessageExceptionHandler
    Rejection unreadable(
            MessagingException failure, @Header(name = "draft-id", required = false) @Nullable String draftId) {
        logger.atDebug().setCause(failure).log("Frame not understood");
        return new Rejection(
                draftId, "frame: not understood (expected: header draft-id, body {\"text\": \"...\"} as JSON)", false);
    }
}

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
package io.chatrelay.demo.web;

import io.chatrelay.core.InvalidValueException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Answers a request with a wrong value by the rule it breaks; before Spring's own advice, which knows no rules. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InvalidValueAdvice {

    @ExceptionHandler
    ProblemDetail invalidValue(InvalidValueException failure) {
        return badRequest(failure.getMessage());
    }

    /** A value in the address that Spring was to turn into one of the domain's. */
    @ExceptionHandler
    ProblemDetail unreadableValue(MethodArgumentTypeMismatchException failure) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        String rule = cause instanceof InvalidValueException invalid
                ? invalid.getMessage()
                : failure.getName() + ": not of the expected form";
        return badRequest(rule);
    }

    private static ProblemDetail badRequest(String detail) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail);
    }
}

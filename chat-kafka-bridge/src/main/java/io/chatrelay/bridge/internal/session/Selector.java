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
package io.chatrelay.bridge.internal.session;

import io.chatrelay.bridge.internal.record.RelayedMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.Expression;
import org.springframework.expression.ExpressionException;
import org.springframework.expression.PropertyAccessor;
import org.springframework.expression.TypedValue;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

/**
 * Which messages of its destination a subscription wants: a SpEL expression over the message's headers, such as
 * {@code headers.priority == 'high'}, as with Spring's broker. It can read headers and nothing else.
 */
public final class Selector {

    private static final Logger logger = LoggerFactory.getLogger(Selector.class);

    private static final int LONGEST = 1_000;

    private static final SpelExpressionParser parser = new SpelExpressionParser();

    private static final EvaluationContext context = SimpleEvaluationContext.forPropertyAccessors(new HeaderAccess())
            .withAssignmentDisabled()
            .build();

    private final Expression expression;

    private Selector(Expression expression) {
        this.expression = expression;
    }

    /**
     * @throws InvalidSelectorException if the text is no expression, or longer than 1,000 characters
     */
    public static Selector parse(String text) {
        if (text.length() > LONGEST) {
            throw new InvalidSelectorException(
                    "selector: " + text.length() + " characters (expected: at most " + LONGEST + ")", null);
        }
        try {
            return new Selector(parser.parseExpression(text));
        } catch (ExpressionException | IllegalStateException | StackOverflowError failure) {
            throw new InvalidSelectorException(
                    "selector: " + text + " (expected: an expression such as headers.priority == 'high')", failure);
        }
    }

    /** Whether the message is wanted; an expression that fails on it says no. */
    public boolean matches(RelayedMessage message) {
        try {
            return Boolean.TRUE.equals(this.expression.getValue(context, message, Boolean.class));
        } catch (RuntimeException | StackOverflowError failure) {
            // Not only Spring's own: a division by zero is an ArithmeticException.
            logger.atDebug()
                    .addKeyValue("destination", message.destination())
                    .addKeyValue("cause", failure.getMessage())
                    .log("A selector cannot be evaluated on this message");
            return false;
        }
    }

    /** {@code headers} of the message, and its headers by name. */
    private static final class HeaderAccess implements PropertyAccessor {

        private record Headers(RelayedMessage message) {}

        @Override
        public Class<?>[] getSpecificTargetClasses() {
            return new Class<?>[] {RelayedMessage.class, Headers.class};
        }

        @Override
        public boolean canRead(EvaluationContext evaluation, @Nullable Object target, String name) {
            return true;
        }

        @Override
        public TypedValue read(EvaluationContext evaluation, @Nullable Object target, String name) {
            if (target instanceof RelayedMessage message) {
                return new TypedValue(name.equals("headers") ? new Headers(message) : null);
            }
            return new TypedValue(target instanceof Headers headers ? header(headers.message(), name) : null);
        }

        private static @Nullable String header(RelayedMessage message, String name) {
            if (name.equalsIgnoreCase("destination")) {
                return message.destination();
            }
            if (name.equals("content-type") || name.equals("contentType")) {
                return message.contentType();
            }
            List<String> values = message.headers().get(name);
            return values == null || values.isEmpty() ? null : values.get(0);
        }

        @Override
        public boolean canWrite(EvaluationContext evaluation, @Nullable Object target, String name) {
            return false;
        }

        @Override
        public void write(
                EvaluationContext evaluation, @Nullable Object target, String name, @Nullable Object newValue) {
            throw new UnsupportedOperationException("headers cannot be changed by a selector");
        }
    }
}

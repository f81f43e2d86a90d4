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
package io.chatrelay.demo.browser;

import com.microsoft.playwright.PlaywrightException;
import io.chatrelay.testing.LogRecorder;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Gives the tests of a class a parameter of type {@link Chromium}, started once for all classes. Where no browser can be
 * had the tests are skipped and say so; with {@code CI=true} in the environment that is a failure. The message of a test that
 * fails ends with the last lines of the pages and of the server.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WithBrowser.Extension.class)
@interface WithBrowser {

    final class Extension
            implements ExecutionCondition, ParameterResolver, BeforeEachCallback, TestExecutionExceptionHandler {

        private static final Namespace NAMESPACE = Namespace.create(WithBrowser.class);

        private static final String NONE =
                "no Chromium on the PATH (chromium, chromium-browser, google-chrome) and none of Playwright's";

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            try {
                chromium(context);
                return ConditionEvaluationResult.enabled("Chromium started");
            } catch (PlaywrightException none) {
                if ("true".equals(System.getenv("CI"))) {
                    throw new IllegalStateException("CI=true, but " + NONE, none);
                }
                return ConditionEvaluationResult.disabled(NONE);
            }
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Chromium.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return chromium(context);
        }

        @Override
        public void beforeEach(ExtensionContext context) {
            chromium(context).takeDiaries();
        }

        @Override
        public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
            if (failure instanceof TestAbortedException) {
                throw failure;
            }
            StringBuilder message = new StringBuilder().append(failure.getMessage());
            int number = 0;
            for (PageDiary diary : chromium(context).takeDiaries()) {
                number++;
                message.append("\nPage ").append(number).append(':');
                diary.lines().forEach(line -> message.append("\n  ").append(line));
            }
            message.append("\nServer:");
            LogRecorder.lastLines().forEach(line -> message.append("\n  ").append(line));
            throw new AssertionError(message.toString(), failure);
        }

        private static Chromium chromium(ExtensionContext context) {
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .computeIfAbsent(Chromium.class, type -> Chromium.start(), Chromium.class);
        }
    }
}

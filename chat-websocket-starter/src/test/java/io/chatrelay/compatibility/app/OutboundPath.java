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
package io.chatrelay.compatibility.app;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.messaging.simp.config.ChannelRegistration;
import org.springframework.messaging.support.ChannelInterceptor;

/**
 * The way that frames take to clients. The applications take the long one because of an interceptor of theirs, if the
 * property {@value #PROPERTY} says so: of the whole run of the tests, or of one node.
 */
public enum OutboundPath {
    /** From the broker to the sessions. */
    DIRECT,

    /** Through Spring's {@code clientOutboundChannel}. */
    CHANNEL;

    public static final String PROPERTY = "test.outbound-path";

    /** The way of this run, unless a test has asked for another. */
    public static OutboundPath ofThisRun() {
        return parse(System.getProperty(PROPERTY));
    }

    static void register(ChannelInterceptor interceptor, ChannelRegistration outbound, Environment environment) {
        if (parse(environment.getProperty(PROPERTY)) == CHANNEL) {
            outbound.interceptors(interceptor);
        }
    }

    private static OutboundPath parse(@Nullable String value) {
        return value == null ? DIRECT : valueOf(value.toUpperCase(Locale.ROOT));
    }
}

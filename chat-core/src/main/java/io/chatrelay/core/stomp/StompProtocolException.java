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
package io.chatrelay.core.stomp;

import org.jspecify.annotations.Nullable;

/**
 * A client broke a rule of STOMP. The message says which, in words meant for the client. Has no stack trace: clients
 * cause it at will.
 */
public final class StompProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String receipt;
    private final boolean aboutVersion;

    StompProtocolException(String rule, @Nullable String receipt) {
        this(rule, receipt, false);
    }

    StompProtocolException(String rule, @Nullable String receipt, boolean aboutVersion) {
        super(rule, null, false, false);
        this.receipt = receipt;
        this.aboutVersion = aboutVersion;
    }

    /** Returns the rule in words for the client. */
    public String rule() {
        return String.valueOf(getMessage());
    }

    /** Returns the {@code receipt} header of the frame, or null if it had none or it could not be read. */
    public @Nullable String receipt() {
        return receipt;
    }

    /** Returns whether the answer has to list the versions the server speaks. */
    public boolean isAboutVersion() {
        return aboutVersion;
    }
}

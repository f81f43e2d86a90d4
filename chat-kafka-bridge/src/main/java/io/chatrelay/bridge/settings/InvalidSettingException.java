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
package io.chatrelay.bridge.settings;

/**
 * A setting of the relay has a value that cannot work. Thrown while the application starts, never later.
 *
 * <p>The message has the form {@code chat.relay.topic.partitions: 0 (expected: at least 1)}.
 *
 * @since 0.1
 */
public final class InvalidSettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String key;

    private final String rule;

    /**
     * @param key the configuration key, such as {@code chat.relay.topic.partitions}
     * @param value the rejected value, shown as text; never a credential
     * @param rule what the value must be, as a phrase that follows "expected:"
     */
    public InvalidSettingException(String key, Object value, String rule) {
        super(key + ": " + value + " (expected: " + rule + ")");
        this.key = key;
        this.rule = rule;
    }

    /** The configuration key. */
    public String key() {
        return this.key;
    }

    /** What the value must be. */
    public String rule() {
        return this.rule;
    }
}

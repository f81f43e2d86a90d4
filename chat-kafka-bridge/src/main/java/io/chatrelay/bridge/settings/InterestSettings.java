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

import java.time.Duration;

/**
 * Which partitions of the log a node reads.
 *
 * @param enabled whether only those that somebody on the node has subscribed to; else all
 * @param linger how long a partition is still read after its last subscription has ended, at least 0
 * @since 0.1
 */
public record InterestSettings(boolean enabled, Duration linger) {

    /** Only those subscribed to, for 60 s longer. */
    public static final InterestSettings DEFAULT = new InterestSettings(true, Duration.ofSeconds(60));

    public InterestSettings {
        if (linger.isNegative()) {
            throw new InvalidSettingException("chat.relay.interest.linger", linger, "at least 0s");
        }
    }
}

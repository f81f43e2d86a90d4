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
package io.chatrelay.bridge.delivery;

/**
 * What becomes of a client for which more than the session's buffer size is waiting.
 *
 * @since 0.1
 */
public enum SlowClient {
    /** It gets everything, later: what it has no room for is read from the log when it reads again. */
    CATCH_UP,
    /** It gets what is new when it reads again; the next message has {@code gap: skipped}. */
    LATEST,
    /** Its session is closed. */
    DISCONNECT
}

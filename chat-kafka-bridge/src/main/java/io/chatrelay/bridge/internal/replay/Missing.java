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
package io.chatrelay.bridge.internal.replay;

import io.chatrelay.core.cursor.GapReason;

/**
 * A stretch of the log that cannot be read: Kafka does not have it any more, or it is damaged.
 *
 * @param reason what subscribers are told
 * @param from the first offset that is missing, as far as somebody wanted to read it
 * @param next the first offset behind it
 */
record Missing(GapReason reason, long from, long next) {}

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

import org.jspecify.annotations.Nullable;

/**
 * Tells a participant why something sent was not taken; JSON object.
 *
 * @param draftId what the client called its message, or {@code null} if it did not say
 * @param error what is wrong and what is expected instead, fit to be shown
 * @param retryable whether the same message may be taken later
 */
record Rejection(@Nullable String draftId, String error, boolean retryable) {}

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
package io.chatrelay.core.cursor;

import org.jspecify.annotations.Nullable;

/**
 * Takes the records of a subscription that is behind the tail.
 *
 * @param <R> what stands for a record
 * @since 0.1
 */
@FunctionalInterface
public interface Taker<R extends Located> {

    /**
     * Takes a record, or refuses it because the client has no room for it now; then it is offered again later.
     *
     * @param gap what is to be said with it: why something before it is missing, or null if nothing is
     * @return whether it was taken
     */
    boolean take(R located, @Nullable GapReason gap);
}

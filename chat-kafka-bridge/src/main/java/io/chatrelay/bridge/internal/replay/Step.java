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

/** What a step of a {@link ReplayJob} came to, and so when the next one is taken. */
sealed interface Step {

    /** There is nothing more to do. */
    Step DONE = new Done();

    /** There is more to do, in turn with others. */
    Step AGAIN = new Again();

    /** Nobody knows yet; asked again after a pause. */
    Step NOT_YET = new NotYet();

    /** See {@link #DONE}. */
    record Done() implements Step {}

    /** See {@link #AGAIN}. */
    record Again() implements Step {}

    /** See {@link #NOT_YET}. */
    record NotYet() implements Step {}

    /**
     * The answer depends on a record that is not in memory: the next step comes when its segment has been read.
     *
     * @param offset of the record
     */
    record NeedsSegment(long offset) implements Step {}

    /**
     * The next step comes when the tail has seen what is before an offset, or when that takes too long.
     *
     * @param offset the first that need not be seen
     */
    record NeedsTail(long offset) implements Step {}
}

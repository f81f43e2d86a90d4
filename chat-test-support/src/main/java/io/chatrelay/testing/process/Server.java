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
package io.chatrelay.testing.process;

import java.net.URI;
import java.util.List;
import java.util.OptionalLong;

/** A STOMP server that is running, and the processes that its cost is counted in. */
public interface Server extends AutoCloseable {

    /** Where it takes WebSockets. */
    URI address();

    /** All processes that work for it, the web application first; empty where they are not known. */
    List<Long> processes();

    /** Bytes of live objects on the heap of its web application, after a garbage collection; empty where not known. */
    OptionalLong liveHeapBytes();

    @Override
    void close();
}

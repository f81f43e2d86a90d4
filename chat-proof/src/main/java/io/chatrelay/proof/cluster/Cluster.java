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
package io.chatrelay.proof.cluster;

import io.chatrelay.proof.fault.PlannedFault;
import java.net.URI;
import java.util.List;

/** The nodes that clients connect to. For one thread, which never has to wait but to close it. */
public interface Cluster extends AutoCloseable {

    /** Where the nodes take WebSockets, whether they are up or not. */
    List<URI> nodes();

    /**
     * Begins a fault of servers; it goes on in the background.
     *
     * @return whether it does; not if those concerned are busy with an earlier one
     * @throws IllegalStateException when a server could not be started after an earlier one
     */
    boolean begin(PlannedFault fault);

    /**
     * Whether all servers are up and no fault goes on.
     *
     * @throws IllegalStateException when a server could not be started
     */
    boolean isAtRest();

    /** What its servers have left to look into; empty if they are not ours. */
    String logs();

    /** Whether everything that was sent stays in the log until the end, so that no gap may be announced. */
    boolean keepsEverything();

    @Override
    void close();
}

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

/** Nodes that somebody else has started, and that nothing is done to. */
public record RunningCluster(List<URI> nodes) implements Cluster {

    public RunningCluster {
        nodes = List.copyOf(nodes);
    }

    @Override
    public boolean begin(PlannedFault fault) {
        return false;
    }

    @Override
    public boolean isAtRest() {
        return true;
    }

    @Override
    public String logs() {
        return "";
    }

    @Override
    public boolean keepsEverything() {
        return false;
    }

    @Override
    public void close() {
        // Not ours to end.
    }
}

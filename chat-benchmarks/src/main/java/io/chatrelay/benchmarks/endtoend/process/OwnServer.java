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
package io.chatrelay.benchmarks.endtoend.process;

import io.chatrelay.testing.process.Server;
import io.chatrelay.testing.process.ServerProcess;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;

/** The web application, and all processes of ours that work for it, in the order in which they are to end. */
record OwnServer(ServerProcess application, List<ServerProcess> all) implements Server {

    @Override
    public URI address() {
        return URI.create("ws://" + this.application.address() + "/ws");
    }

    @Override
    public List<Long> processes() {
        return this.all.stream().map(ServerProcess::pid).toList();
    }

    @Override
    public OptionalLong liveHeapBytes() {
        return OptionalLong.of(this.application.liveHeapBytes());
    }

    @Override
    public void close() {
        this.all.forEach(ServerProcess::close);
    }
}

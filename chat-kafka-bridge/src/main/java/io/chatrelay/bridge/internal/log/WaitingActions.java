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
package io.chatrelay.bridge.internal.log;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to be done once. Actions that nobody waits for any more are dropped as others come, so that clients who come and go
 * while Kafka is away leave nothing behind. Not thread-safe.
 */
final class WaitingActions {

    private static final int FEW = 64;

    private final List<WaitingAction> actions = new ArrayList<>(0);

    private int pruneAt = FEW;

    void add(WaitingAction action) {
        if (this.actions.size() >= this.pruneAt) {
            this.actions.removeIf(WaitingAction::isObsolete);
            this.pruneAt = Math.max(FEW, 2 * this.actions.size());
        }
        this.actions.add(action);
    }

    /** Takes all out, in the order in which they came. */
    List<WaitingAction> take() {
        List<WaitingAction> taken = List.copyOf(this.actions);
        clear();
        return taken;
    }

    void clear() {
        this.actions.clear();
        this.pruneAt = FEW;
    }

    int size() {
        return this.actions.size();
    }
}

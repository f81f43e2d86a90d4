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
package io.chatrelay.bridge.internal.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One STOMP subscription. Until its RECEIPT has been queued, what it should get is held back, so that the client learns
 * of being live first and has missed nothing.
 */
public final class Subscription {

    private final ClientSession session;

    private final String id;

    private final String destination;

    private final String requestedDestination;

    private final @Nullable Selector selector;

    private volatile boolean live;

    private volatile boolean ended;

    /** Deliveries until live. Guarded by this. */
    private final List<Runnable> heldBack = new ArrayList<>(0);

    /**
     * @param destination what it is looked up by: as requested, or what a user destination means for this session
     * @param requestedDestination what the client asked for
     */
    public Subscription(
            ClientSession session,
            String id,
            String destination,
            String requestedDestination,
            @Nullable Selector selector) {
        this.session = session;
        this.id = id;
        this.destination = destination;
        this.requestedDestination = requestedDestination;
        this.selector = selector;
    }

    public ClientSession session() {
        return this.session;
    }

    public String id() {
        return this.id;
    }

    public String destination() {
        return this.destination;
    }

    public String requestedDestination() {
        return this.requestedDestination;
    }

    /** Which messages it wants, or {@code null} for all. */
    public @Nullable Selector selector() {
        return this.selector;
    }

    /** Nothing is to be delivered any more. */
    public void end() {
        this.ended = true;
    }

    public boolean isEnded() {
        return this.ended;
    }

    /** Runs a delivery now, or right after the subscription has become live. */
    public void deliver(Runnable delivery) {
        if (!this.live) {
            synchronized (this) {
                if (!this.live) {
                    this.heldBack.add(delivery);
                    return;
                }
            }
        }
        delivery.run();
    }

    /** Says so to the client, hands over what was held back, and lets everything after it straight through. */
    public synchronized void becomeLive(Runnable announcement) {
        announcement.run();
        this.heldBack.forEach(Runnable::run);
        this.heldBack.clear();
        this.live = true;
    }
}

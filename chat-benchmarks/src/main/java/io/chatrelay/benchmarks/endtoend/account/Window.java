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
package io.chatrelay.benchmarks.endtoend.account;

/**
 * The messages of a publisher that not all subscribers have got yet. The window is full when the oldest of them is
 * {@code size} messages old.
 */
public final class Window {

    private final int[] deliveries;

    private final int subscribers;

    private long oldest;

    /** For so many messages that each go to so many subscribers. */
    public Window(int size, int subscribers) {
        this.deliveries = new int[size];
        this.subscribers = subscribers;
    }

    /** Whether the next message, which has this number, may be published. */
    public boolean hasRoomFor(long sequence) {
        return sequence - this.oldest < this.deliveries.length;
    }

    /** One more subscriber has got the message. */
    public void delivered(long sequence) {
        this.deliveries[slot(sequence)]++;
        while (this.deliveries[slot(this.oldest)] == this.subscribers) {
            this.deliveries[slot(this.oldest)] = 0;
            this.oldest++;
        }
    }

    private int slot(long sequence) {
        return (int) (sequence % this.deliveries.length);
    }
}

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
package io.chatrelay.testing.client;

import java.util.concurrent.locks.LockSupport;

/**
 * Wakes an {@link EventLoop} at every beat. A selector waits for whole milliseconds, which is too coarse for a rate of
 * thousands, and a loop that never waits would take a core from the servers.
 */
public final class Metronome implements AutoCloseable {

    private final EventLoop loop;

    private final long startNanos;

    private final double intervalNanos;

    private final Thread thread;

    private volatile boolean stopped;

    private Metronome(EventLoop loop, long startNanos, int beatsPerSecond) {
        this.loop = loop;
        this.startNanos = startNanos;
        this.intervalNanos = 1e9 / beatsPerSecond;
        this.thread = new Thread(this::run, "metronome");
        this.thread.setDaemon(true);
    }

    /** The first beat is at the start, a moment of {@link System#nanoTime()}. */
    public static Metronome start(EventLoop loop, long startNanos, int beatsPerSecond) {
        Metronome metronome = new Metronome(loop, startNanos, beatsPerSecond);
        metronome.thread.start();
        return metronome;
    }

    /** When a beat is due, in terms of {@link System#nanoTime()}. */
    public long dueNanos(long beat) {
        return this.startNanos + (long) (beat * this.intervalNanos);
    }

    private void run() {
        long beat = 0;
        while (!this.stopped) {
            long wait = dueNanos(beat) - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            } else {
                this.loop.wakeUp();
                beat++;
            }
        }
    }

    @Override
    public void close() {
        this.stopped = true;
        LockSupport.unpark(this.thread);
        try {
            this.thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

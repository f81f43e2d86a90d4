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
package io.chatrelay.proof.history;

import java.util.ArrayList;
import java.util.List;

/**
 * What one subscriber has got of its destination, over all its sessions, in the order in which it came. Moments are
 * milliseconds since the start of the run.
 */
public final class SubscriberHistory {

    private static final int NOT_YET = -1;

    private final String name;

    private final Start start;

    private final IntSequence messages = new IntSequence();

    private final IntSequence millis = new IntSequence();

    private final List<Gap> gaps = new ArrayList<>();

    private final List<Note> notes = new ArrayList<>();

    private int liveMillis = NOT_YET;

    private boolean left;

    public SubscriberHistory(String name, Start start) {
        this.name = name;
        this.start = start;
    }

    /** The RECEIPT of its first SUBSCRIBE has come. Only the first call counts. */
    public void live(int millis) {
        if (this.liveMillis == NOT_YET) {
            this.liveMillis = millis;
        }
    }

    /** A message has come, by its number in the {@link MessageTable}. */
    public void arrived(int message, int millis) {
        this.messages.add(message);
        this.millis.add(millis);
    }

    /** A RECEIPT has announced a gap: what was sent before now and comes before the next message may be gone. */
    public void gapInReceipt(int millis, String reason) {
        this.gaps.add(new Gap(this.messages.size(), millis, millis, reason));
    }

    /** The message that comes next announces a gap: anything between the one before and it may be gone. */
    public void gapInMessage(int millis, String reason) {
        this.gaps.add(new Gap(this.messages.size(), millis, Integer.MAX_VALUE, reason));
    }

    /** Something to know when reading the history. */
    public void note(int millis, String text) {
        this.notes.add(new Note(this.messages.size(), millis, text));
    }

    /** It wants nothing after what it has got. */
    public void leave() {
        this.left = true;
    }

    public String name() {
        return this.name;
    }

    public Start start() {
        return this.start;
    }

    /** When it became live, -1 if it never did. */
    public int liveMillis() {
        return this.liveMillis;
    }

    /** How many messages have come, second copies included. */
    public int size() {
        return this.messages.size();
    }

    /** The message that came as this one, from 0. */
    public int message(int arrival) {
        return this.messages.get(arrival);
    }

    /** When it came. */
    public int arrivedMillis(int arrival) {
        return this.millis.get(arrival);
    }

    /** The gaps that were announced, in order. */
    public List<Gap> gaps() {
        return List.copyOf(this.gaps);
    }

    public List<Note> notes() {
        return List.copyOf(this.notes);
    }

    /** Whether it wanted nothing more. */
    public boolean hasLeft() {
        return this.left;
    }

    /**
     * An announced gap.
     *
     * @param arrivals how many messages had come before
     * @param millis when it was announced
     * @param sentUntilMillis what was sent later is not covered by it
     */
    public record Gap(int arrivals, int millis, int sentUntilMillis, String reason) {}

    /**
     * A remark.
     *
     * @param arrivals how many messages had come before
     */
    public record Note(int arrivals, int millis, String text) {}
}

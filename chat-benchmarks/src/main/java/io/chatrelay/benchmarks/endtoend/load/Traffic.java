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
package io.chatrelay.benchmarks.endtoend.load;

import io.chatrelay.testing.client.Metronome;
import io.chatrelay.testing.client.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets publishers publish while the caller turns the stage, until it is closed. */
public final class Traffic implements AutoCloseable {
    private final List<Publisher> publishers;
    private final long messages;
    private @Nullable Metronome metronome;
    private long published;

    private Traffic(List<Publisher> publishers, long messages, @Nullable Metronome metronome) {
        this.publishers = publishers;
        this.messages = messages;
        this.metronome = metronome;
    }

    /** Each publishes when fewer messages than this have not reached all of its subscribers: the highest rate. */
    public static Traffic closedLoop(List<Publisher> publishers, int outstanding, int subscribers) {
        publishers.forEach(publisher -> publisher.keepOutstanding(outstanding, subscribers));
        return new Traffic(publishers, 0, null);
    }

    /** They take turns at a rate that does not depend on what has arrived; latency counts from when a message was due. */
    public static Traffic atRate(Stage stage, List<Publisher> inTurn, int messagesPerSecond) {
        return atRate(stage, inTurn, messagesPerSecond, System.nanoTime(), Long.MAX_VALUE);
    }

    /** The same from a moment of {@link System#nanoTime()} on, with so many messages and no more. */
    public static Traffic atRate(
            Stage stage, List<Publisher> inTurn, int messagesPerSecond, long startNanos, long messages) {
        Traffic traffic = new Traffic(inTurn, messages, Metronome.start(stage.loop(), startNanos, messagesPerSecond));
        stage.everyTurn(traffic::publishWhatIsDue);
        return traffic;
    }

    private void publishWhatIsDue() {
        Metronome beats = metronome;
        long now = System.nanoTime();
        while (beats != null && published < messages && beats.dueNanos(published) <= now) {
            publishers.get((int) (published % publishers.size())).publish(beats.dueNanos(published));
            published++;
        }
    }

    @Override
    public void close() {
        publishers.forEach(Publisher::stop);
        if (metronome != null) {
            metronome.close();
            metronome = null;
        }
    }
}

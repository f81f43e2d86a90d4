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
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps a crowd publishing at its pace while the caller lets it run. */
final class Traffic {

    private static final int TURN_MILLIS = 10;

    private final Crowd crowd;

    private final List<Publisher> publishers;

    private final int groups;

    private final @Nullable Metronome metronome;

    private long next;

    private Traffic(Crowd crowd, int groups, @Nullable Metronome metronome) {
        this.crowd = crowd;
        this.publishers = crowd.publishers();
        this.groups = groups;
        this.metronome = metronome;
    }

    static Traffic start(Crowd crowd, LoadCase shape) {
        if (shape.pace() instanceof Pace.FixedRate rate) {
            Metronome metronome = Metronome.start(crowd.loop(), System.nanoTime(), rate.messagesPerSecond());
            return new Traffic(crowd, shape.groups(), metronome);
        }
        int outstanding = ((Pace.ClosedLoop) shape.pace()).outstandingPerPublisher();
        crowd.publishers().forEach(publisher -> publisher.keepOutstanding(outstanding));
        return new Traffic(crowd, shape.groups(), null);
    }

    /** Returns after the time, or at once when a connection has been lost. */
    void run(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < deadline && this.crowd.failure().isEmpty()) {
            this.crowd.loop().turn(TURN_MILLIS);
            if (this.metronome != null) {
                publishWhatIsDue(this.metronome, System.nanoTime());
            }
        }
    }

    private void publishWhatIsDue(Metronome beats, long now) {
        for (long due = beats.dueNanos(this.next); due <= now; due = beats.dueNanos(this.next)) {
            nextPublisher().publish(due);
            this.next++;
        }
    }

    /** One group after the other, and in each the members take turns. */
    private Publisher nextPublisher() {
        int perGroup = this.publishers.size() / this.groups;
        int group = (int) (this.next % this.groups);
        int member = (int) (this.next / this.groups % perGroup);
        return this.publishers.get(group * perGroup + member);
    }

    /** Ends the publishing; what is on its way still arrives. */
    void stop() {
        this.publishers.forEach(Publisher::stop);
        if (this.metronome != null) {
            this.metronome.close();
        }
    }
}

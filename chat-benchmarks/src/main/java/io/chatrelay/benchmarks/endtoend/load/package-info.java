/**
 * Puts load on a server and keeps account of every delivery, all on the thread of the caller.
 *
 * <p>A {@link io.chatrelay.testing.client.Stage} holds the connections of a run and lets things happen. A {@link
 * io.chatrelay.benchmarks.endtoend.load.Publisher} publishes numbered messages to one destination, whenever {@link
 * io.chatrelay.benchmarks.endtoend.load.Traffic} says that one is due. A {@link
 * io.chatrelay.benchmarks.endtoend.load.Reader} subscribes and has a {@link
 * io.chatrelay.benchmarks.endtoend.load.SequenceTracker} for each publisher that it hears of; the readers of an {@link
 * io.chatrelay.benchmarks.endtoend.load.Audience} count together in {@link
 * io.chatrelay.benchmarks.endtoend.load.Deliveries}, and the audience says at the end what was lost. A
 * stopwatch makes figures of what arrives between two moments. No message makes an
 * object.
 */
@NullMarked
package io.chatrelay.benchmarks.endtoend.load;

import org.jspecify.annotations.NullMarked;

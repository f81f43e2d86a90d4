/**
 * What is measured. A {@link io.chatrelay.benchmarks.endtoend.cases.Case} runs against a server and returns rows of figures.
 * Against any server: {@link io.chatrelay.benchmarks.endtoend.cases.LoadCase} with its {@link
 * io.chatrelay.benchmarks.endtoend.cases.Crowd}, {@link io.chatrelay.benchmarks.endtoend.cases.StalledCase} and {@link
 * io.chatrelay.benchmarks.endtoend.cases.IdleCase}. About the past, which only a server with a log has: {@link
 * io.chatrelay.benchmarks.endtoend.cases.LastCase} with its {@link io.chatrelay.benchmarks.endtoend.cases.RoomLog}, {@link
 * io.chatrelay.benchmarks.endtoend.cases.SlowCase} and {@link io.chatrelay.benchmarks.endtoend.cases.StormCase}.
 */
@NullMarked
package io.chatrelay.benchmarks.endtoend.cases;

import org.jspecify.annotations.NullMarked;

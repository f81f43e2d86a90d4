/**
 * Measures the relay beside Spring's simple broker over real WebSockets.
 *
 * <p>{@link io.chatrelay.benchmarks.endtoend.EndToEndBenchmark} is the command line; {@link
 * io.chatrelay.benchmarks.endtoend.CaseNames} knows the cases by their names, a {@link
 * io.chatrelay.benchmarks.endtoend.Plan} says which of them run and how long, and {@link
 * io.chatrelay.benchmarks.endtoend.Rounds} runs them. The cases are in {@code cases}, what puts load on a server in {@code
 * load}, the servers in {@code server}; each case returns {@code figures}, and {@code report} makes files of them.
 */
@NullMarked
package io.chatrelay.benchmarks.endtoend;

import org.jspecify.annotations.NullMarked;

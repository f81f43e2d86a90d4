/**
 * The servers that are measured. {@link io.chatrelay.benchmarks.endtoend.server.ServerKind} starts one, {@link
 * io.chatrelay.benchmarks.endtoend.server.BenchmarkApplication} and {@link
 * io.chatrelay.benchmarks.endtoend.server.KafkaServer} are the main classes of its processes, {@link
 * io.chatrelay.benchmarks.endtoend.server.OperatingSystem} says what they use, and {@link
 * io.chatrelay.benchmarks.endtoend.server.NodeMonitor} looks at a node while others put load on it.
 */
@NullMarked
package io.chatrelay.benchmarks.endtoend.server;

import org.jspecify.annotations.NullMarked;

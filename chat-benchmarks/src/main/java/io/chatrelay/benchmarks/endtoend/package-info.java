/**
 * What the relay costs end to end, beside Spring's simple broker: real WebSockets, servers in processes of their own, CPU
 * as the operating system counts it.
 */
@NullMarked
package io.chatrelay.benchmarks.endtoend;

import org.jspecify.annotations.NullMarked;

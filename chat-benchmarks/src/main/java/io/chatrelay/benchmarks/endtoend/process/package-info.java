/** Starts and ends the processes that are measured, and asks the operating system what they use. */
@NullMarked
package io.chatrelay.benchmarks.endtoend.process;

import org.jspecify.annotations.NullMarked;

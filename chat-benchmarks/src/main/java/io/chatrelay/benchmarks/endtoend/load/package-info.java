/** The shapes of load, and the counting: every message once, in order, and how late. */
@NullMarked
package io.chatrelay.benchmarks.endtoend.load;

import org.jspecify.annotations.NullMarked;

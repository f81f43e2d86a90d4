/** What readers that do not read do to others. */
@NullMarked
package io.chatrelay.benchmarks.endtoend.stalled;

import org.jspecify.annotations.NullMarked;

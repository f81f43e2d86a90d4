/** The shapes of load, and the crowd of connections that puts it on a server. */
@NullMarked
package io.chatrelay.benchmarks.endtoend.load;

import org.jspecify.annotations.NullMarked;

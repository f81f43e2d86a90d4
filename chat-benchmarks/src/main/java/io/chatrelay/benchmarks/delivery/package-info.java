/** What it costs to hand one message to many sessions, before the container. */
@NullMarked
package io.chatrelay.benchmarks.delivery;

import org.jspecify.annotations.NullMarked;

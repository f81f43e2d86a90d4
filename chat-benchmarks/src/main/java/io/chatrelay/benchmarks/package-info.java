/** Benchmarks of Chat Relay. */
@NullMarked
package io.chatrelay.benchmarks;

import org.jspecify.annotations.NullMarked;

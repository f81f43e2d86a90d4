/** What it costs to join, to leave and to find the subscribers of a destination, against Spring's own registry. */
@NullMarked
package io.chatrelay.benchmarks.subscription;

import org.jspecify.annotations.NullMarked;

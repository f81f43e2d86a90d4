/** What it costs to keep the newest records of a partition, and to read them for cursors that stand among them. */
@NullMarked
package io.chatrelay.benchmarks.cursor;

import org.jspecify.annotations.NullMarked;

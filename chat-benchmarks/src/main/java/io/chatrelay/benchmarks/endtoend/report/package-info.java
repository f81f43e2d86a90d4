/** What the rounds have measured, as a table, a chart and raw figures. */
@NullMarked
package io.chatrelay.benchmarks.endtoend.report;

import org.jspecify.annotations.NullMarked;

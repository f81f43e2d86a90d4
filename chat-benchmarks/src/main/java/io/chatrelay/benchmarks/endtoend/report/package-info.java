/**
 * Makes files of the results of a run: {@link io.chatrelay.benchmarks.endtoend.report.Report} writes the summary that is
 * read first, the tables with every figure, every single run as comma-separated values, and the pictures of {@link
 * io.chatrelay.benchmarks.endtoend.report.Charts}.
 */
@NullMarked
package io.chatrelay.benchmarks.endtoend.report;

import org.jspecify.annotations.NullMarked;

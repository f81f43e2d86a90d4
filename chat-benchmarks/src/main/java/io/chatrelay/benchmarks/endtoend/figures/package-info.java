/**
 * What a case has measured, as data that knows nothing of its case. A case returns an {@link
 * io.chatrelay.benchmarks.endtoend.figures.Outcome}: rows of named figures, and the faults of its deliveries. {@link
 * io.chatrelay.benchmarks.endtoend.figures.Results} puts the rounds together, one line for each row of a case with each
 * server, and a {@link io.chatrelay.benchmarks.endtoend.figures.Spread} is what the rounds of a line have in common.
 */
@NullMarked
package io.chatrelay.benchmarks.endtoend.figures;

import org.jspecify.annotations.NullMarked;

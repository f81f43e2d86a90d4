/** Judges the histories of a run; knows nothing of how they came about. */
@NullMarked
package io.chatrelay.proof.check;

import org.jspecify.annotations.NullMarked;

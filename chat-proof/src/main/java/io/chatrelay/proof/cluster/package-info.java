/** The servers that are put to the proof, and the ways to end and start them. */
@NullMarked
package io.chatrelay.proof.cluster;

import org.jspecify.annotations.NullMarked;

/** Clients that publish, subscribe, resume, fall behind and keep account. */
@NullMarked
package io.chatrelay.benchmarks.proof.load;

import org.jspecify.annotations.NullMarked;

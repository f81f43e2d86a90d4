/** What is done to clients and servers while they work, and when. */
@NullMarked
package io.chatrelay.benchmarks.proof.fault;

import org.jspecify.annotations.NullMarked;

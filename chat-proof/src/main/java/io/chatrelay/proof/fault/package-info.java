/** What is done to clients and servers while they work, and when. */
@NullMarked
package io.chatrelay.proof.fault;

import org.jspecify.annotations.NullMarked;

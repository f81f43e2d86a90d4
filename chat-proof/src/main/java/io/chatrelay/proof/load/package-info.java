/** Clients that publish, subscribe, resume, fall behind and keep account. */
@NullMarked
package io.chatrelay.proof.load;

import org.jspecify.annotations.NullMarked;

/**
 * STOMP 1.0, 1.1 and 1.2 as a server sees them: frames in and out of bytes, and the rules a client has to keep.
 */
@NullMarked
package io.chatrelay.core.stomp;

import org.jspecify.annotations.NullMarked;

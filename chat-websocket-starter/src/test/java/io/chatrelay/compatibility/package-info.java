/** What a STOMP client sees, told apart on raw frames: the same against Spring's simple broker, or different on purpose. */
@NullMarked
package io.chatrelay.compatibility;

import org.jspecify.annotations.NullMarked;

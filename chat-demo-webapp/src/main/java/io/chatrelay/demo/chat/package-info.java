/** Talking in rooms: messages in, messages out, and what was said before. */
@NullMarked
package io.chatrelay.demo.chat;

import org.jspecify.annotations.NullMarked;

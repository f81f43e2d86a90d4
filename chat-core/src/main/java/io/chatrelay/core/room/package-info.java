/** Rooms: how they are named and which ones are known. */
@NullMarked
package io.chatrelay.core.room;

import org.jspecify.annotations.NullMarked;

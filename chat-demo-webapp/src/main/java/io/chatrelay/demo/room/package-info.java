/** Where rooms are on the wire. */
@NullMarked
package io.chatrelay.demo.room;

import org.jspecify.annotations.NullMarked;

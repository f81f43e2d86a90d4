/** How browsers connect: end points, who they are, and what they may send and read. */
@NullMarked
package io.chatrelay.demo.connection;

import org.jspecify.annotations.NullMarked;

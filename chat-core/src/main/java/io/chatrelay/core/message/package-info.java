/** What participants say to each other. */
@NullMarked
package io.chatrelay.core.message;

import org.jspecify.annotations.NullMarked;

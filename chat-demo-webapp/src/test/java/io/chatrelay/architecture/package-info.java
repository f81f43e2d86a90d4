/** Rules on the structure of all modules. */
@NullMarked
package io.chatrelay.architecture;

import org.jspecify.annotations.NullMarked;

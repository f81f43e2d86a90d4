/** Code that the documentation shows. */
@NullMarked
package io.chatrelay.examples;

import org.jspecify.annotations.NullMarked;

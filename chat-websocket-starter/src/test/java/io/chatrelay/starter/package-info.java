/** What the starter's tests share. */
@NullMarked
package io.chatrelay.starter;

import org.jspecify.annotations.NullMarked;

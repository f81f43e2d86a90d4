/** Tests of the chat in real browsers. */
@NullMarked
package io.chatrelay.demo.browser;

import org.jspecify.annotations.NullMarked;

/** An application as Spring's guides write it, without a word of Chat Relay, and the means to run it as a node. */
@NullMarked
package io.chatrelay.compatibility.app;

import org.jspecify.annotations.NullMarked;

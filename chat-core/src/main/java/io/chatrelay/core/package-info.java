/** The domain of Chat Relay in plain Java; this package has what all its parts share. */
@NullMarked
package io.chatrelay.core;

import org.jspecify.annotations.NullMarked;

/** Who is subscribed to what: the broker's look-up from a destination to its subscriptions. */
@NullMarked
package io.chatrelay.core.subscription;

import org.jspecify.annotations.NullMarked;

/** Those who take part in a chat. */
@NullMarked
package io.chatrelay.core.presence;

import org.jspecify.annotations.NullMarked;

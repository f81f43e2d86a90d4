/** Many WebSockets that speak just enough STOMP, on one thread: what the load program must not spend, the servers can. */
@NullMarked
package io.chatrelay.testing.client;

import org.jspecify.annotations.NullMarked;

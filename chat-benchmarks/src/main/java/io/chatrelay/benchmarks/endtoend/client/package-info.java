/** Many WebSockets that speak just enough STOMP, on one thread: what the load program must not spend, the servers can. */
@NullMarked
package io.chatrelay.benchmarks.endtoend.client;

import org.jspecify.annotations.NullMarked;

/** Clients that put raw STOMP on the wire and record what comes back, over WebSocket and SockJS. */
@NullMarked
package io.chatrelay.compatibility.client;

import org.jspecify.annotations.NullMarked;

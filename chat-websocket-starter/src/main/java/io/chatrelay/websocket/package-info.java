/** Puts the broker on Kafka in the place of Spring's simple broker, with or without Spring Boot. */
@NullMarked
package io.chatrelay.websocket;

import org.jspecify.annotations.NullMarked;

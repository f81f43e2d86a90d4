/** Shows what is in the log behind the chat: the records as Kafka has them. */
@NullMarked
package io.chatrelay.demo.log;

import org.jspecify.annotations.NullMarked;

/** What is measured: an ordinary application with the starter, and Kafka, each in a process of its own. */
@NullMarked
package io.chatrelay.benchmarks.endtoend.server;

import org.jspecify.annotations.NullMarked;

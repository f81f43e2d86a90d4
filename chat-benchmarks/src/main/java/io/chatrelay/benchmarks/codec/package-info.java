/** What it costs to turn messages into bytes and back, ours against Spring's where Spring has the same. */
@NullMarked
package io.chatrelay.benchmarks.codec;

import org.jspecify.annotations.NullMarked;

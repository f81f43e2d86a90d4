/** Keeps account of deliveries: each message once, in order, and how late. Nothing here makes an object per message. */
@NullMarked
package io.chatrelay.benchmarks.endtoend.account;

import org.jspecify.annotations.NullMarked;

/** Proves the delivery contract from outside: ordinary clients under load and faults, and an account of every message. */
@NullMarked
package io.chatrelay.proof;

import org.jspecify.annotations.NullMarked;

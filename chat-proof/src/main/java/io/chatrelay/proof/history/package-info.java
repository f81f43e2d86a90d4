/** What clients have seen, kept in a few bytes for each delivery. */
@NullMarked
package io.chatrelay.proof.history;

import org.jspecify.annotations.NullMarked;

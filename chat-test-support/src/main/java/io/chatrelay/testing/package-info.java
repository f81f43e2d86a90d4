/**
 * What the tests of all modules share. Its presence on the class path makes a warning or an error that one of our own
 * loggers writes fail the test that caused it, unless the test {@linkplain io.chatrelay.testing.ExpectLog expects} it.
 */
@NullMarked
package io.chatrelay.testing;

import org.jspecify.annotations.NullMarked;

/** The page: its addresses, its security headers, and the line that says it is there. */
@NullMarked
package io.chatrelay.demo.web;

import org.jspecify.annotations.NullMarked;

/** Fails a test run that leaked a Netty buffer. */
@NullMarked
package dev.halley.testkit.leak;

import org.jspecify.annotations.NullMarked;

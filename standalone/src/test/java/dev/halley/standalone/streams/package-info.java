/** Streams end to end: clients that are cut off, and what is read over REST. */
@NullMarked
package dev.halley.standalone.streams;

import org.jspecify.annotations.NullMarked;

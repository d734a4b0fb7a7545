/**
 * Lets sessions into rooms and streams in one moment, and brings those that are behind to where live
 * messages begin.
 */
@NullMarked
package dev.halley.comet.fanout.joining;

import org.jspecify.annotations.NullMarked;

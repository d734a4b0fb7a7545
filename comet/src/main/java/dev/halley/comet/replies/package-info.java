/**
 * What a client gets from comet itself: answers to its frames, the one way its connection is
 * closed, and the figures of both.
 */
@NullMarked
package dev.halley.comet.replies;

import org.jspecify.annotations.NullMarked;

/** A cluster of real processes on this machine; its commands are in {@code control}. */
@NullMarked
package dev.halley.cluster;

import org.jspecify.annotations.NullMarked;

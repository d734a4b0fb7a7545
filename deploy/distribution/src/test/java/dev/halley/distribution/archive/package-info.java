/** The archive, unpacked and run as whoever installs it would. */
@NullMarked
package dev.halley.distribution.archive;

import org.jspecify.annotations.NullMarked;

/** Stand-ins for what job talks to. */
@NullMarked
package dev.halley.job.support;

import org.jspecify.annotations.NullMarked;

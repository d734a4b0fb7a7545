/** Builds the job tier from its parts, starts and drains it. */
@NullMarked
package dev.halley.job.bootstrap;

import org.jspecify.annotations.NullMarked;

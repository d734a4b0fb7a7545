/** Settings of the job tier. */
@NullMarked
package dev.halley.job.config;

import org.jspecify.annotations.NullMarked;

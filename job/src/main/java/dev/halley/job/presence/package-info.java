/** Which comets there are: what discovery shows, and which lives of them are over. */
@NullMarked
package dev.halley.job.presence;

import org.jspecify.annotations.NullMarked;

/** Looks up in Redis where users and keys are, and notices when Redis lost that. */
@NullMarked
package dev.halley.job.route;

import org.jspecify.annotations.NullMarked;

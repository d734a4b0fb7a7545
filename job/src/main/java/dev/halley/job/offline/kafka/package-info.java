/** The topic halley-offline. */
@NullMarked
package dev.halley.job.offline.kafka;

import org.jspecify.annotations.NullMarked;

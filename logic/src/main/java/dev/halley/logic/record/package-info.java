/** How a push becomes records: validated, numbered, split, and kept by Kafka before the answer. */
@NullMarked
package dev.halley.logic.record;

import org.jspecify.annotations.NullMarked;

/** Topics are made as configured, and held to it. */
@NullMarked
package dev.halley.logic.kafka.topics;

import org.jspecify.annotations.NullMarked;

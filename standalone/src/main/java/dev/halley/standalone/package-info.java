/** The three tiers in one JVM, with a Kafka broker and a Redis of their own. */
@NullMarked
package dev.halley.standalone;

import org.jspecify.annotations.NullMarked;

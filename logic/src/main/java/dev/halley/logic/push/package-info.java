/** Takes pushes: validates them, numbers them, and has Kafka keep them before it answers. */
@NullMarked
package dev.halley.logic.push;

import org.jspecify.annotations.NullMarked;

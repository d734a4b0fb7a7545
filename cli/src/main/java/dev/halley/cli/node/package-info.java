/** Commands that run nodes, or look at their configuration. */
@NullMarked
package dev.halley.cli.node;

import org.jspecify.annotations.NullMarked;

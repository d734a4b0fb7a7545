/** Processes that outlive the command that started them, and are told from others of their id. */
@NullMarked
package dev.halley.cluster.process;

import org.jspecify.annotations.NullMarked;

/** Commands that talk to a running Halley. */
@NullMarked
package dev.halley.cli.client;

import org.jspecify.annotations.NullMarked;

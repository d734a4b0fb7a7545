/** What a comet is told: typed configuration under {@code halley.comet}, and bounds out of it. */
@NullMarked
package dev.halley.comet.config;

import org.jspecify.annotations.NullMarked;

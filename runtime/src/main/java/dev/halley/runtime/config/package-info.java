/** What every node is told: typed configuration under {@code halley}, and what is wrong with it. */
@NullMarked
package dev.halley.runtime.config;

import org.jspecify.annotations.NullMarked;

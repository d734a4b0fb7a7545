/** Typed configuration from YAML and the environment, checked as a whole before anything starts. */
@NullMarked
package dev.halley.runtime.config;

import org.jspecify.annotations.NullMarked;

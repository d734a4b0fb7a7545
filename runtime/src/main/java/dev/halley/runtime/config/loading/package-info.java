/** How configuration is read: from YAML and the environment, checked as a whole before it is used. */
@NullMarked
package dev.halley.runtime.config.loading;

import org.jspecify.annotations.NullMarked;

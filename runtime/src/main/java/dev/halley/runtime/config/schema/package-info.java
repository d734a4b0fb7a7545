/** The keys a configuration may have, read off the mapping interfaces: names, types, limits, secrets. */
@NullMarked
package dev.halley.runtime.config.schema;

import org.jspecify.annotations.NullMarked;

/** What connections share or are made of, and which knows none of them. */
@NullMarked
package dev.halley.comet.session.shared;

import org.jspecify.annotations.NullMarked;

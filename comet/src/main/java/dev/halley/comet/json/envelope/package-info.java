/** The text messages of the subprotocol {@code halley.json}: what is around a body. */
@NullMarked
package dev.halley.comet.json.envelope;

import org.jspecify.annotations.NullMarked;

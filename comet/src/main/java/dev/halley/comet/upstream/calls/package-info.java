/** What comet asks logic for, and how: gRPC, to whichever logic the channel chooses. */
@NullMarked
package dev.halley.comet.upstream.calls;

import org.jspecify.annotations.NullMarked;

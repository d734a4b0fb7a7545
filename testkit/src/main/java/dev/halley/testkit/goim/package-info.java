/** A client of goim's protocol on plain sockets, so that tests compare bytes nobody else touched. */
@NullMarked
package dev.halley.testkit.goim;

import org.jspecify.annotations.NullMarked;

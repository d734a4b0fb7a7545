/** The REST server: listener, limits on connections, families of routes, the page. */
@NullMarked
package dev.halley.logic.http;

import org.jspecify.annotations.NullMarked;

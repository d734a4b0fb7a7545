/** The stores of a local cluster: how each is started, and when it serves. */
@NullMarked
package dev.halley.cluster.store;

import org.jspecify.annotations.NullMarked;

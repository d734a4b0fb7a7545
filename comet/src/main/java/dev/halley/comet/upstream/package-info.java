/**
 * Comet's calls to logic: authentication, routes and their renewal, clients' messages, member counts.
 * gRPC stays in here.
 */
@NullMarked
package dev.halley.comet.upstream;

import org.jspecify.annotations.NullMarked;

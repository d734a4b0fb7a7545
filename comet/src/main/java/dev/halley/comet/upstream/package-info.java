/**
 * What sessions have comet ask logic for, and when: authentication in turn, routes and their renewal,
 * clients' messages, sessions that ended. The calls are in {@code calls}, rooms in {@code rooms}.
 */
@NullMarked
package dev.halley.comet.upstream;

import org.jspecify.annotations.NullMarked;

/** Clients that prove who they are by a JSON Web Token (RFC 7519). */
@NullMarked
package dev.halley.logic.auth.jwt;

import org.jspecify.annotations.NullMarked;

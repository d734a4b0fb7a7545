package dev.halley.logic.auth.jwt;

import dev.halley.api.rooms.RoomRights;
import java.util.Optional;

/**
 * What a token says that Halley looks at.
 *
 * @param user not empty
 * @param key of the session; absent: the token names none
 * @param rights rooms that the session may be in
 */
record TokenClaims(String user, Optional<String> key, RoomRights rights) {}

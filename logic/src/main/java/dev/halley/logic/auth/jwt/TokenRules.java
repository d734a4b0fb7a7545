package dev.halley.logic.auth.jwt;

import java.time.Duration;
import java.util.Optional;

/**
 * What a token must say.
 *
 * @param issuer that {@code iss} must be; absent: any
 * @param audience that {@code aud} must hold; absent: any
 * @param leeway by which the issuer's clock may differ
 * @param userClaim that names the user
 * @param nameLength characters of a user, key or room
 * @param rooms patterns that the claim {@code rooms} may hold
 */
public record TokenRules(
        Optional<String> issuer,
        Optional<String> audience,
        Duration leeway,
        String userClaim,
        int nameLength,
        int rooms) {}

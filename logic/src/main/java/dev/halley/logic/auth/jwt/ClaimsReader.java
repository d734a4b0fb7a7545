package dev.halley.logic.auth.jwt;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.halley.api.rooms.RoomRights;
import dev.halley.logic.errors.AuthenticationException;
import dev.halley.logic.errors.AuthenticationException.Reason;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the claims of a token whose signature is good, and holds them to the rules. */
final class ClaimsReader {
    private static final String KEY = "key";
    private static final String ROOMS = "rooms";

    private final TokenRules rules;
    private final Clock clock;

    ClaimsReader(TokenRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    TokenClaims read(JWTClaimsSet claims) {
        times(claims);
        rules.issuer()
                .filter(issuer -> !issuer.equals(claims.getIssuer()))
                .ifPresent(other -> wrong("iss", "the issuer that is configured"));
        rules.audience()
                .filter(audience -> !claims.getAudience().contains(audience))
                .ifPresent(other -> wrong("aud", "the audience that is configured"));
        return new TokenClaims(user(claims), key(claims), rights(claims));
    }

    private void times(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        if (expires == null) {
            wrong("exp", "a time");
        } else if (!now.isBefore(expires.toInstant().plus(rules.leeway()))) {
            throw new AuthenticationException(Reason.EXPIRED, "token: expired");
        }
        Date notBefore = claims.getNotBeforeTime();
        if (notBefore != null && now.isBefore(notBefore.toInstant().minus(rules.leeway()))) {
            throw new AuthenticationException(Reason.EXPIRED, "token: not valid yet");
        }
    }

    // A number, as goim's users are, is a user too.
    private String user(JWTClaimsSet claims) {
        Object user = claims.getClaim(rules.userClaim());
        String name = user instanceof Long number ? number.toString() : name(user);
        if (name == null) {
            throw wrong(rules.userClaim(), "the user, " + names());
        }
        return name;
    }

    private Optional<String> key(JWTClaimsSet claims) {
        Object key = claims.getClaim(KEY);
        if (key == null) {
            return Optional.empty();
        }
        String name = name(key);
        if (name == null) {
            throw wrong(KEY, names());
        }
        return Optional.of(name);
    }

    private RoomRights rights(JWTClaimsSet claims) {
        Object rooms = claims.getClaim(ROOMS);
        if (rooms == null) {
            return RoomRights.ANY;
        }
        String constraint = "at most " + rules.rooms() + " of them, each " + names();
        if (!(rooms instanceof List<?> list) || list.size() > rules.rooms()) {
            throw wrong(ROOMS, constraint);
        }
        List<String> patterns = list.stream().map(this::name).toList();
        if (patterns.contains(null)) {
            throw wrong(ROOMS, constraint);
        }
        return RoomRights.of(patterns);
    }

    private @Nullable String name(@Nullable Object value) {
        return value instanceof String text
                        && !text.isEmpty()
                        && text.length() <= rules.nameLength()
                ? text
                : null;
    }

    private String names() {
        return "1 to " + rules.nameLength() + " characters";
    }

    private static AuthenticationException wrong(String claim, String constraint) {
        throw new AuthenticationException(
                Reason.BAD_CLAIMS,
                "token: claim " + claim + " is missing or wrong (expected: " + constraint + ")");
    }
}

package dev.halley.logic.bootstrap;

import dev.halley.logic.auth.AuthLimits;
import dev.halley.logic.auth.Authentication;
import dev.halley.logic.auth.OpenAuthenticator;
import dev.halley.logic.auth.jwt.JwtAuthenticator;
import dev.halley.logic.auth.jwt.JwtKeys;
import dev.halley.logic.auth.jwt.TokenRules;
import dev.halley.logic.auth.jwt.TokenVerifier;
import dev.halley.logic.config.AuthKind;
import dev.halley.logic.config.JwtConfig;
import dev.halley.logic.config.LogicConfig;
import dev.halley.runtime.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes what decides who clients are, as it is configured. */
final class Authenticators {
    private static final String SECTION = "halley.logic.auth.jwt";
    // Who waits behind these would not be let in before comet's patience is over.
    private static final int WAITING = 10_000;

    private Authenticators() {}

    /** Reads the key file, if there is one; {@link ConfigException} if no token could be checked. */
    static Authentication of(LogicConfig logic, Clock clock) {
        AuthLimits limits =
                new AuthLimits(
                        logic.sessions().maxTokenBytes(),
                        logic.push().maxNameLength(),
                        logic.sessions().maxRooms());
        Supplier<String> newKey = () -> UUID.randomUUID().toString();
        if (logic.auth().kind() == AuthKind.OPEN) {
            return Authentication.direct(new OpenAuthenticator(limits, newKey));
        }
        JwtConfig jwt = logic.auth().jwt();
        TokenRules rules =
                new TokenRules(
                        jwt.issuer(),
                        jwt.audience(),
                        jwt.leeway(),
                        jwt.userClaim(),
                        limits.nameLength(),
                        limits.rooms());
        return Authentication.pooled(
                new JwtAuthenticator(limits, new TokenVerifier(keys(jwt), rules, clock), newKey),
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                WAITING);
    }

    private static JwtKeys keys(JwtConfig jwt) {
        List<String> secrets =
                Stream.of(jwt.secret(), jwt.previousSecret())
                        .flatMap(secret -> secret.stream())
                        .toList();
        try {
            return JwtKeys.of(secrets, jwt.keysFile().map(Authenticators::content).orElse(""));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(List.of(SECTION + "." + e.getMessage()));
        }
    }

    private static String content(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new ConfigException(
                    List.of(
                            "%s.keys-file: %s (expected: a file that can be read)"
                                    .formatted(SECTION, file)));
        }
    }
}

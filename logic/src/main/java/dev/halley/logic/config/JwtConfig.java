package dev.halley.logic.config;

import dev.halley.runtime.config.schema.Range;
import dev.halley.runtime.config.schema.Secret;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** JSON Web Tokens of clients: {@code halley.logic.auth.jwt}. */
public interface JwtConfig {
    /** Secret of tokens signed with HS256, at least 32 bytes. */
    @Secret
    Optional<String> secret();

    /** A second such secret that is good too: the one before, while it is being replaced. */
    @Secret
    Optional<String> previousSecret();

    /** File of public keys for RS256 and ES256, in PEM or as a JWK set; read at the start. */
    Optional<String> keysFile();

    /** What iss must say; default: anything. */
    Optional<String> issuer();

    /** What aud must hold; default: anything. */
    Optional<String> audience();

    /** By how much the clock of who issued a token may differ. */
    @WithDefault("10s")
    @Range(min = "0s", max = "10m")
    Duration leeway();

    /** The claim that names the user. */
    @WithDefault("sub")
    String userClaim();
}

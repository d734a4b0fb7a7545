package dev.halley.logic.auth.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;

/** Tokens as an issuer signs them. */
final class Tokens {
    static final String SECRET = "a secret of thirty-two bytes....";
    static final Instant NOW = Instant.parse("2027-01-15T08:00:00Z");

    private Tokens() {}

    /** Signed with {@link #SECRET}; the claims are JSON with single quotes. */
    static String hs256(String claims) {
        return hs256(SECRET, claims);
    }

    static String hs256(String secret, String claims) {
        try {
            return signed(
                    new JWSHeader(JWSAlgorithm.HS256),
                    new MACSigner(secret.getBytes(StandardCharsets.UTF_8)),
                    claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String signed(JWSHeader header, JWSSigner signer, String claims) {
        try {
            SignedJWT jwt = new SignedJWT(header, JWTClaimsSet.parse(claims.replace('\'', '"')));
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Claims of ann that are good for a minute, with more of them behind a comma. */
    static String ann(String more) {
        return "{'sub':'ann','exp':" + NOW.plusSeconds(60).getEpochSecond() + more + "}";
    }
}

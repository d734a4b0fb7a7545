package dev.halley.logic.auth.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keys that tokens may be signed with, each for one algorithm. Immutable. */
public final class JwtKeys {
    private static final int MIN_SECRET_BYTES = 32;
    private static final int MIN_RSA_BITS = 2048;

    private final List<Known> keys;

    private JwtKeys(List<Known> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Keys out of secrets and the content of a key file.
     *
     * @param secrets for HS256, each at least 32 bytes in UTF-8
     * @param keyFile public keys in PEM, or a JWK set; empty: none
     * @throws IllegalArgumentException if one of them is no good, or there is none; tells nothing of
     *     what it is
     */
    public static JwtKeys of(List<String> secrets, String keyFile) {
        List<Known> keys = new ArrayList<>();
        secrets.forEach(secret -> keys.add(secret(secret)));
        if (!keyFile.isBlank()) {
            KeyFile.read(keyFile).forEach(key -> keys.add(known(key)));
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("keys: none (expected: a secret, or a key file)");
        }
        return new JwtKeys(keys);
    }

    private static Known secret(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "secret: %d bytes (expected: at least %d)"
                            .formatted(bytes.length, MIN_SECRET_BYTES));
        }
        return made(Optional.empty(), JWSAlgorithm.HS256, () -> new MACVerifier(bytes));
    }

    private static Known known(KeyFile.Entry entry) {
        PublicKey key = entry.key();
        if (key instanceof ECPublicKey curve) {
            return made(entry.id(), JWSAlgorithm.ES256, () -> new ECDSAVerifier(curve));
        }
        RSAPublicKey rsa = (RSAPublicKey) key;
        if (rsa.getModulus().bitLength() < MIN_RSA_BITS) {
            throw new IllegalArgumentException(
                    "RSA key: %d bits (expected: at least %d)"
                            .formatted(rsa.getModulus().bitLength(), MIN_RSA_BITS));
        }
        return made(entry.id(), JWSAlgorithm.RS256, () -> new RSASSAVerifier(rsa));
    }

    private static Known made(Optional<String> id, JWSAlgorithm algorithm, Making verifier) {
        try {
            JWSVerifier made = verifier.make();
            if (!made.supportedJWSAlgorithms().contains(algorithm)) {
                throw new IllegalArgumentException("key: not one for " + algorithm);
            }
            return new Known(id, algorithm, made);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("key: not one for " + algorithm, e);
        }
    }

    /**
     * What a token with this header may be checked with: keys of its algorithm, and if one of them
     * has the id that it names, no others. A token with an id may be of a key that has none here.
     */
    List<JWSVerifier> of(JWSHeader header) {
        List<Known> fitting =
                keys.stream().filter(key -> key.algorithm.equals(header.getAlgorithm())).toList();
        List<Known> named =
                fitting.stream()
                        .filter(key -> key.id.isPresent() && key.id.get().equals(header.getKeyID()))
                        .toList();
        return (named.isEmpty() ? fitting : named).stream().map(Known::verifier).toList();
    }

    private interface Making {
        JWSVerifier make() throws JOSEException;
    }

    private record Known(Optional<String> id, JWSAlgorithm algorithm, JWSVerifier verifier) {}
}

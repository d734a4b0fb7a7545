package dev.halley.logic.auth.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads public keys for RS256 and ES256 out of PEM, or out of a JWK set (RFC 7517). */
final class KeyFile {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([^-]+)-----END PUBLIC KEY-----");
    private static final String EXPECTED =
            "key file: no key in it (expected: PUBLIC KEY in PEM, or a JWK set, of RSA or P-256)";

    private KeyFile() {}

    /** Never empty; {@link IllegalArgumentException} if there is no such key in it. */
    static List<Entry> read(String content) {
        List<Entry> entries =
                content.stripLeading().startsWith("{") ? jwkSet(content) : pem(content);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException(EXPECTED);
        }
        return entries;
    }

    // Issuers publish keys of other kinds and uses in the same set: those are passed by.
    private static List<Entry> jwkSet(String content) {
        List<Entry> entries = new ArrayList<>();
        try {
            for (JWK key : JWKSet.parse(content).getKeys()) {
                boolean signs = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
                Optional<String> id = Optional.ofNullable(key.getKeyID());
                if (signs && key instanceof RSAKey rsa) {
                    entries.add(new Entry(id, rsa.toPublicKey()));
                } else if (signs && key instanceof ECKey ec && Curve.P_256.equals(ec.getCurve())) {
                    entries.add(new Entry(id, ec.toPublicKey()));
                }
            }
        } catch (ParseException | JOSEException e) {
            throw new IllegalArgumentException(EXPECTED, e);
        }
        return entries;
    }

    private static List<Entry> pem(String content) {
        List<Entry> entries = new ArrayList<>();
        Matcher blocks = PEM.matcher(content);
        while (blocks.find()) {
            byte[] der = Base64.getMimeDecoder().decode(blocks.group(1));
            PublicKey key =
                    key("RSA", der)
                            .or(() -> key("EC", der))
                            .orElseThrow(() -> new IllegalArgumentException(EXPECTED));
            entries.add(new Entry(Optional.empty(), key));
        }
        return entries;
    }

    private static Optional<PublicKey> key(String algorithm, byte[] der) {
        try {
            return Optional.of(
                    KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /**
     * A key.
     *
     * @param id that tokens may name it by
     * @param key of RSA or of an elliptic curve
     */
    record Entry(Optional<String> id, PublicKey key) {}
}

package dev.halley.logic.auth.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.halley.logic.errors.AuthenticationException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class JwtKeysTest {
    private static RSAKey rsa;
    private static ECKey ec;

    @BeforeAll
    static void generate() throws JOSEException {
        rsa = new RSAKeyGenerator(2048).keyID("rsa-1").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("ec-1").generate();
    }

    @Test
    void takesAJwkSet() throws JOSEException {
        ECKey otherCurve = new ECKeyGenerator(Curve.P_384).keyID("ec-2").generate();
        String file = new JWKSet(List.of(otherCurve, rsa, ec)).toString();

        assertThat(accepts(file, rs256("rsa-1"))).isTrue();
        assertThat(accepts(file, es256("ec-1"))).isTrue();
        assertThat(accepts(file, rs256("unknown"))).isTrue();
        assertThat(accepts(file, rs256(null))).isTrue();
    }

    @Test
    void takesPem() throws JOSEException {
        String file = pem(rsa.toPublicKey()) + pem(ec.toPublicKey());

        assertThat(accepts(file, rs256("rsa-1"))).isTrue();
        assertThat(accepts(file, es256(null))).isTrue();
    }

    @Test
    void anOldSecretIsGoodBesideANewOne() {
        String other = "another secret of thirty-two bytes";
        JwtKeys both = JwtKeys.of(List.of(other, Tokens.SECRET), "");

        assertThat(accepts(both, Tokens.hs256(Tokens.ann("")))).isTrue();
        assertThat(accepts(both, Tokens.hs256(other, Tokens.ann("")))).isTrue();
    }

    @Test
    void aKeyOfAnotherOwnerProvesNothing() throws JOSEException {
        String file = pem(new RSAKeyGenerator(2048).generate().toPublicKey());

        assertThat(accepts(file, rs256(null))).isFalse();
        assertThat(accepts(file, es256(null))).isFalse();
    }

    // Whoever has the public key could sign so, if the token chose the algorithm.
    @Test
    void aPublicKeyIsNoSecret() throws JOSEException {
        String file = pem(rsa.toPublicKey());
        String forged =
                Tokens.signed(
                        new JWSHeader(JWSAlgorithm.HS256),
                        new MACSigner(file.getBytes(StandardCharsets.UTF_8)),
                        Tokens.ann(""));

        assertThat(accepts(file, forged)).isFalse();
    }

    @Test
    void aTokenOfAnotherTypeProvesNothing() throws JOSEException {
        for (String type : List.of("logout+jwt", "JWT", "at+jwt")) {
            JWSHeader header =
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .type(new JOSEObjectType(type))
                            .build();
            String token = Tokens.signed(header, new ECDSASigner(ec), Tokens.ann(""));
            assertThat(accepts(pem(ec.toPublicKey()), token)).isEqualTo(!type.startsWith("log"));
        }
    }

    @Test
    void saysWhatIsWrongWithItsKeys() throws JOSEException {
        refused(List.of(), "", "keys: none (expected: a secret, or a key file)");
        refused(List.of("short"), "", "secret: 5 bytes (expected: at least 32)");
        String small = pem(new RSAKeyGenerator(1024, true).generate().toPublicKey());
        refused(List.of(), small, "RSA key: 1024 bits (expected: at least 2048)");
        String curve = pem(new ECKeyGenerator(Curve.P_384).generate().toPublicKey());
        refused(List.of(), curve, "key: not one for ES256");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{}",
                "{\"keys\":[]}",
                "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"
            })
    void refusesAFileWithoutAKey(String file) {
        refused(List.of(), file, "key file: no key in it");
    }

    private static void refused(List<String> secrets, String file, String message) {
        assertThatThrownBy(() -> JwtKeys.of(secrets, file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    private static String rs256(String keyId) throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build();
        return Tokens.signed(header, new RSASSASigner(rsa), Tokens.ann(""));
    }

    private static String es256(String keyId) throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(keyId).build();
        return Tokens.signed(header, new ECDSASigner(ec), Tokens.ann(""));
    }

    private static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static boolean accepts(String file, String token) {
        return accepts(JwtKeys.of(List.of(), file), token);
    }

    private static boolean accepts(JwtKeys keys, String token) {
        TokenRules rules =
                new TokenRules(Optional.empty(), Optional.empty(), Duration.ZERO, "sub", 24, 3);
        var verifier = new TokenVerifier(keys, rules, Clock.fixed(Tokens.NOW, ZoneOffset.UTC));
        try {
            return verifier.verify(token).user().equals("ann");
        } catch (AuthenticationException e) {
            return false;
        }
    }
}

package dev.halley.logic.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.halley.logic.errors.AuthenticationException;
import dev.halley.logic.errors.AuthenticationException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class OpenAuthenticatorTest {
    private final OpenAuthenticator open =
            new OpenAuthenticator(new AuthLimits(4096, 256, 5), () -> "made");

    @Test
    void readsGoimsToken() {
        Identity identity =
                authenticate(
                        "{\"mid\":123,\"key\":\"k\",\"room_id\":\"live://1000\","
                                + "\"platform\":\"web\",\"accepts\":[1000,1001]}");
        assertThat(identity)
                .isEqualTo(
                        new Identity(
                                "123",
                                "k",
                                "web",
                                Wishes.ofVersion1("live://1000", List.of(1000, 1001))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"mid\":9223372036854775807} | 9223372036854775807",
                "{\"mid\":-5} | -5",
                "{\"user\":\"ann\"} | ann",
                "{\"mid\":0,\"user\":\"ann\"} | ann",
                "{\"mid\":null,\"user\":\"ann\"} | ann",
                "{\"mid\":0} | ''",
                "{} | ''",
                "{\"unknown\":{\"a\":[1]}} | ''",
            })
    void findsTheUser(String token, String user) {
        assertThat(authenticate(token).user()).isEqualTo(user);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"key\":\"\"}", "{\"key\":null}"})
    void makesAKeyWhenNoneIsBrought(String token) {
        assertThat(authenticate(token).key()).isEqualTo("made");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "{", "[]", "123", "{} {}", "null", "\u0000\u0001"})
    void refusesWhatIsNoJsonObject(String token) {
        refused(token, Reason.MALFORMED);
    }

    @Test
    void refusesDeepNesting() {
        refused("{\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}", Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"mid\":\"123\"}",
                "{\"mid\":1.5}",
                "{\"mid\":92233720368547758080}",
                "{\"mid\":true}",
                "{\"user\":5}",
                "{\"key\":5}",
                "{\"room_id\":{}}",
                "{\"accepts\":1000}",
                "{\"accepts\":[\"1000\"]}",
                "{\"accepts\":[3000000000]}",
                "{\"accepts\":{\"a\":1}}",
            })
    void refusesAFieldOfTheWrongKind(String token) {
        refused(token, Reason.INVALID);
    }

    @Test
    void refusesWhatIsTooLong() {
        refused("{\"key\":\"" + "k".repeat(257) + "\"}", Reason.INVALID);
        refused("{\"x\":\"" + "y".repeat(4096) + "\"}", Reason.TOO_LARGE);
    }

    @Test
    void versionOneDoesNotReadWhatVersionTwoAdds() {
        Identity identity = authenticate("{\"rooms\":7,\"recover\":8,\"token\":9}");
        assertThat(identity.wishes()).isEqualTo(Wishes.ofVersion1("", List.of()));
    }

    private void refused(String token, Reason reason) {
        assertThatThrownBy(() -> authenticate(token))
                .isInstanceOfSatisfying(
                        AuthenticationException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private Identity authenticate(String token) {
        return open.authenticate(ByteString.copyFromUtf8(token), 1);
    }
}

package dev.halley.logic.auth.jwt;

import static dev.halley.logic.auth.jwt.Tokens.ann;
import static dev.halley.logic.auth.jwt.Tokens.hs256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.halley.api.rooms.RoomRights;
import dev.halley.logic.auth.AuthLimits;
import dev.halley.logic.auth.Identity;
import dev.halley.logic.errors.AuthenticationException;
import dev.halley.logic.errors.AuthenticationException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class JwtAuthenticatorTest {
    private static final TokenRules RULES =
            new TokenRules(
                    Optional.empty(), Optional.empty(), Duration.ofSeconds(10), "sub", 24, 3);
    private static final TokenRules STRICT =
            new TokenRules(
                    Optional.of("issuer"), Optional.of("halley"), Duration.ZERO, "uid", 24, 3);

    @Test
    void believesTheTokenAndTakesTheWishes() {
        Identity identity =
                authenticate(
                        hs256(ann("")),
                        ",'user':'eve','mid':7,'platform':'web','rooms':['a://1'],'accepts':[5]");
        assertThat(identity.user()).isEqualTo("ann");
        assertThat(identity.platform()).isEqualTo("web");
        assertThat(identity.wishes().rooms()).containsExactly("a://1");
        assertThat(identity.wishes().accepts()).contains(List.of(5));
        assertThat(identity.rights()).isEqualTo(RoomRights.ANY);
    }

    @ParameterizedTest
    @CsvSource({
        "'', ann/made",
        "phone, ann/phone",
        "ann/phone, ann/phone",
        "bob/phone, ann/bob/phone",
    })
    void aClientChoosesAmongItsUsersKeys(String key, String given) {
        assertThat(authenticate(hs256(ann("")), ",'key':'" + key + "'").key()).isEqualTo(given);
    }

    @Test
    void noUserHasAKeyOfAUserWhoseNameItBeginsWith() {
        String bothNames = hs256(ann("").replace("ann", "a/b"));
        assertThat(authenticate(bothNames, ",'key':'c'").key()).isEqualTo("a%2Fb/c");
        String one = hs256(ann("").replace("ann", "a"));
        assertThat(authenticate(one, ",'key':'b/c'").key()).isEqualTo("a/b/c");
    }

    @Test
    void aKeyOfTheTokenStandsAboveThatOfTheClient() {
        assertThat(authenticate(hs256(ann(",'key':'k'")), ",'key':'other'").key()).isEqualTo("k");
    }

    @Test
    void refusesAKeyThatIsTooLongWithItsUser() {
        String key = "k".repeat(21);
        refused(hs256(ann("")), ",'key':'" + key + "'", Reason.INVALID, "key: not valid");
    }

    @Test
    void roomsOfTheTokenBecomeTheSessionsRights() {
        Identity identity =
                authenticate(hs256(ann(",'rooms':['a://*','b://1']")), ",'rooms':['c://1']");
        assertThat(identity.rights()).isEqualTo(RoomRights.of(List.of("a://*", "b://1")));
        // Comet says for each why it was not joined.
        assertThat(identity.wishes().rooms()).containsExactly("c://1");
    }

    @Test
    void theOneRoomOfGoimsClientsIsJudgedAtOnce() {
        String token = hs256(ann(",'rooms':['a://*']"));
        assertThat(authenticate(token, ",'room_id':'a://1'", 1).wishes().room()).isEqualTo("a://1");
        assertThatThrownBy(() -> authenticate(token, ",'room_id':'b://1'", 1))
                .satisfies(is(Reason.ROOM_REFUSED, "room_id: not one that the token allows"));
    }

    @Test
    void aTokenIsGoodUntilItsTimeAndTheLeewayAreOver() {
        long now = Tokens.NOW.getEpochSecond();
        String within = hs256("{'sub':'ann','exp':" + (now - 9) + ",'nbf':" + (now + 10) + "}");
        assertThat(authenticate(within, "").user()).isEqualTo("ann");
        String over = hs256("{'sub':'ann','exp':" + (now - 10) + "}");
        refused(over, "", Reason.EXPIRED, "token: expired");
        String early = hs256(ann(",'nbf':" + (now + 11)));
        refused(early, "", Reason.EXPIRED, "token: not valid yet");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'sub':'ann'} | exp",
                "{'exp':4000000000} | sub",
                "{'exp':4000000000,'sub':''} | sub",
                "{'exp':4000000000,'sub':'a234567890123456789012345'} | sub",
                "{'exp':4000000000,'sub':'ann','key':''} | key",
                "{'exp':4000000000,'sub':'ann','key':5} | key",
                "{'exp':4000000000,'sub':'ann','rooms':'a://1'} | rooms",
                "{'exp':4000000000,'sub':'ann','rooms':[1]} | rooms",
                "{'exp':4000000000,'sub':'ann','rooms':['1','2','3','4']} | rooms",
            })
    void tellsWhichClaimIsWrong(String claims, String claim) {
        refused(hs256(claims), "", Reason.BAD_CLAIMS, "token: claim " + claim + " is missing");
    }

    @Test
    void holdsIssuerAudienceAndUserToTheRules() {
        assertThat(strict("'iss':'issuer','aud':['x','halley'],'uid':7").user()).isEqualTo("7");
        assertThatThrownBy(() -> strict("'iss':'other','aud':'halley','uid':7"))
                .satisfies(is(Reason.BAD_CLAIMS, "token: claim iss"));
        assertThatThrownBy(() -> strict("'iss':'issuer','aud':'x','uid':7"))
                .satisfies(is(Reason.BAD_CLAIMS, "token: claim aud"));
        assertThatThrownBy(() -> strict("'iss':'issuer','aud':'halley','sub':'ann'"))
                .satisfies(is(Reason.BAD_CLAIMS, "token: claim uid"));
    }

    private static Identity strict(String claims) {
        return authenticator(STRICT)
                .authenticate(body(hs256("{'exp':4000000000," + claims + "}"), ""), 2);
    }

    @Test
    void refusesASignatureByAnotherSecret() {
        String forged = hs256("another secret of thirty-two bytes", ann(""));
        refused(forged, "", Reason.BAD_SIGNATURE, "token: not signed with a key");
    }

    @Test
    void refusesChangedClaims() {
        String[] one = hs256(ann("")).split("\\.", -1);
        String[] two = hs256(ann(",'rooms':[]")).split("\\.", -1);
        String mixed = one[0] + "." + one[1] + "." + two[2];
        refused(mixed, "", Reason.BAD_SIGNATURE, "token: not signed with a key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "a.b.c",
                "..",
                // {"alg":"none"} and {"sub":"ann","exp":4000000000}
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm4iLCJleHAiOjQwMDAwMDAwMDB9."
            })
    void refusesWhatIsNoSignedToken(String token) {
        refused(token, "", Reason.MALFORMED, "token: not a signed JSON Web Token");
    }

    @Test
    void asksForATokenInBothVersions() {
        for (int version : List.of(1, 2)) {
            ByteString body = ByteString.copyFromUtf8("{\"mid\":123}");
            assertThatThrownBy(() -> authenticator(RULES).authenticate(body, version))
                    .satisfies(is(Reason.NO_TOKEN, "token: missing"));
        }
    }

    private static void refused(String token, String more, Reason reason, String message) {
        assertThatThrownBy(() -> authenticate(token, more)).satisfies(is(reason, message));
    }

    private static Consumer<Throwable> is(Reason reason, String message) {
        return failure -> {
            assertThat(failure).isInstanceOf(AuthenticationException.class);
            assertThat(((AuthenticationException) failure).reason()).isEqualTo(reason);
            assertThat(failure).hasMessageStartingWith(message);
        };
    }

    private static Identity authenticate(String token, String more) {
        return authenticate(token, more, 2);
    }

    private static Identity authenticate(String token, String more, int version) {
        return authenticator(RULES).authenticate(body(token, more), version);
    }

    private static JwtAuthenticator authenticator(TokenRules rules) {
        return new JwtAuthenticator(
                new AuthLimits(4096, 24, 3),
                new TokenVerifier(
                        JwtKeys.of(List.of(Tokens.SECRET), ""),
                        rules,
                        Clock.fixed(Tokens.NOW, ZoneOffset.UTC)),
                () -> "made");
    }

    private static ByteString body(String token, String more) {
        return ByteString.copyFromUtf8(
                "{\"token\":\"" + token + "\"" + more.replace('\'', '"') + "}");
    }
}

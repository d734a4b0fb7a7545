package dev.halley.logic.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.halley.api.record.StreamPosition;
import dev.halley.logic.errors.AuthenticationException;
import dev.halley.logic.errors.AuthenticationException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class OpenVersion2Test {
    private final OpenAuthenticator open =
            new OpenAuthenticator(new AuthLimits(4096, 16, 3), () -> "made");

    @Test
    void readsEverything() {
        Identity identity =
                authenticate(
                        """
                        {"user":"ann","key":"k","platform":"web",
                         "rooms":["chat://1","chat://2"],"accepts":[1000],
                         "recover":[{"stream":"user:ann","epoch":7,"offset":"12"},
                                    {"stream":"room:chat://1","epoch":"8","offset":0}]}
                        """);
        Wishes wishes =
                new Wishes(
                        "",
                        List.of("chat://1", "chat://2"),
                        Optional.of(List.of(1000)),
                        List.of(at("user:ann", 7, 12), at("room:chat://1", 8, 0)));
        assertThat(identity).isEqualTo(new Identity("ann", "k", "web", wishes));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | true",
                "{'accepts':null} | true",
                "{'accepts':[]} | false",
                "{'accepts':[5]} | false",
            })
    void absentAcceptsMeansAllAndAnEmptyListNothing(String body, boolean all) {
        assertThat(authenticate(body).wishes().accepts().isEmpty()).isEqualTo(all);
    }

    @Test
    void eachRoomCountsOnce() {
        Wishes wishes =
                authenticate("{'room_id':'a://1','rooms':['a://1','b://1','b://1']}").wishes();
        assertThat(wishes.room()).isEqualTo("a://1");
        assertThat(wishes.rooms()).containsExactly("b://1");
    }

    @Test
    void leavesWhatIsNoRoomToComet() {
        assertThat(authenticate("{'rooms':['a','://1']}").wishes().rooms())
                .containsExactly("a", "://1");
    }

    @Test
    void takesTheLargestOffset() {
        String largest = Long.toString(Long.MAX_VALUE);
        Wishes wishes =
                authenticate("{'recover':[{'stream':'s','epoch':1,'offset':'" + largest + "'}]}")
                        .wishes();
        assertThat(wishes.recover()).containsExactly(at("s", 1, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'rooms':'a://1'} | rooms: not valid (expected: an array)",
                "{'rooms':[1]} | rooms: not valid (expected: a string of at most 16 characters)",
                "{'rooms':['a://12345678901234']} "
                        + "| rooms: not valid (expected: a string of at most 16 characters)",
                "{'rooms':['a://1','a://2','a://3','a://4']} "
                        + "| rooms: not valid (expected: at most 3)",
                "{'recover':{}} | recover: not valid (expected: an array)",
                "{'recover':[1]} "
                        + "| recover: not valid (expected: objects with stream, epoch and offset)",
                "{'recover':[{'stream':'','epoch':1,'offset':1}]} "
                        + "| stream: not valid (expected: not empty)",
                "{'recover':[{'stream':'s','epoch':2147483648,'offset':1}]} "
                        + "| epoch: not valid (expected: at most 2147483647)",
                "{'recover':[{'stream':'s','epoch':1,'offset':1},"
                        + "{'stream':'s','epoch':1,'offset':2}]} "
                        + "| recover: not valid (expected: each stream once)",
                "{'token':'x'} "
                        + "| token: not valid (expected: user or mid: authentication is open here)",
            })
    void tellsWhichFieldIsWrong(String body, String message) {
        assertThatThrownBy(() -> authenticate(body))
                .isInstanceOf(AuthenticationException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "'-1'",
                "1.5",
                "'x'",
                "''",
                "9223372036854775808",
                "null",
                "true",
                "'1e3'"
            })
    void refusesWhatIsNoOffset(String offset) {
        refused("{'recover':[{'stream':'s','epoch':1,'offset':" + offset + "}]}");
        refused("{'recover':[{'stream':'s','epoch':" + offset + ",'offset':1}]}");
    }

    @Test
    void oneStreamMoreThanRoomsMayBeRecovered() {
        assertThat(authenticate(recovering(4)).wishes().recover()).hasSize(4);
        refused(recovering(5));
    }

    private static String recovering(int streams) {
        return IntStream.range(0, streams)
                .mapToObj(i -> "{'stream':'s" + i + "','epoch':1,'offset':1}")
                .collect(Collectors.joining(",", "{'recover':[", "]}"));
    }

    private static StreamPosition at(String stream, int epoch, long offset) {
        return StreamPosition.newBuilder()
                .setStream(stream)
                .setEpoch(epoch)
                .setOffset(offset)
                .build();
    }

    private void refused(String body) {
        assertThatThrownBy(() -> authenticate(body))
                .isInstanceOfSatisfying(
                        AuthenticationException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.INVALID));
    }

    private Identity authenticate(String body) {
        return open.authenticate(ByteString.copyFromUtf8(body.replace('\'', '"')), 2);
    }
}

package dev.halley.comet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.logic.AcknowledgeReply;
import dev.halley.api.logic.AcknowledgeReply.Result;
import dev.halley.api.record.StreamPosition;
import dev.halley.comet.frames.Variant;
import io.grpc.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class AcknowledgeTest {
    private static final String BODY = "{\"stream\":\"user:7\",\"epoch\":9,\"offset\":\"41\"}";

    private final SessionFixture tcp = new SessionFixture(Variant.TCP_V2);

    @BeforeEach
    void authenticate() {
        tcp.authenticate("");
        tcp.told();
    }

    @AfterEach
    void close() {
        tcp.close();
    }

    @Test
    void saysWhereTheUserStandsNow() {
        tcp.send(22, 4, BODY);
        assertThat(tcp.told()).isEmpty();
        assertThat(tcp.logic.acknowledged).containsExactly(position(41));

        answer(Result.MOVED, 41, 43);

        assertThat(tcp.told())
                .isEqualTo(
                        "23/4 {\"stream\":\"user:7\",\"epoch\":9,\"offset\":\"41\",\"unread\":2}");
    }

    @Test
    void saysWhereItStandsWhenItWasFurtherOnAlready() {
        tcp.send(22, 4, BODY.replace("\"41\"", "40"));

        answer(Result.NOT_HIGHER, 41, 41);

        assertThat(tcp.told())
                .isEqualTo(
                        "23/4 {\"stream\":\"user:7\",\"epoch\":9,\"offset\":\"41\",\"unread\":0}");
    }

    @ParameterizedTest
    @CsvSource({"BEYOND_TIP, BEYOND_TIP", "OTHER_EPOCH, OTHER_EPOCH", "UNKNOWN, UNAVAILABLE"})
    void refusesWhatLogicRefuses(Result result, String code) {
        tcp.send(22, 4, BODY);

        answer(result, 40, 40);

        assertThat(tcp.told()).startsWith("30/4 {\"code\":\"" + code + "\"");
        assertThat(tcp.channel.isOpen()).isTrue();
    }

    @Test
    void saysThatLogicIsAwayAndReadsOn() {
        tcp.send(22, 4, BODY);
        tcp.send(2, 5, "");
        assertThat(tcp.told()).isEmpty();

        tcp.logic
                .acknowledges
                .remove()
                .completeExceptionally(Status.UNAVAILABLE.asRuntimeException());
        tcp.channel.runPendingTasks();

        assertThat(tcp.told()).startsWith("30/4 {\"code\":\"UNAVAILABLE\"");
        assertThat(tcp.told()).startsWith("3/5 ");
    }

    @ParameterizedTest
    @CsvSource({"user:8", "room:live://1", "''"})
    void refusesAStreamThatIsNotTheUsers(String stream) {
        tcp.send(22, 4, BODY.replace("user:7", stream));

        assertThat(tcp.told()).startsWith("30/4 {\"code\":\"NOT_ALLOWED\"");
        assertThat(tcp.logic.acknowledges).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"stream\":\"user:7\",\"epoch\":9}",
                "{\"stream\":\"user:7\",\"epoch\":-1,\"offset\":\"1\"}",
                "{\"stream\":\"user:7\",\"epoch\":9,\"offset\":\"9223372036854775808\"}",
                "{\"stream\":\"user:7\",\"epoch\":4294967296,\"offset\":1}",
                "{\"stream\":7,\"epoch\":9,\"offset\":1}",
                "{\"stream\":\"user:7\",\"epoch\":9,\"offset\":1}x",
                "''"
            })
    void refusesWhatIsNoPlace(String body) {
        tcp.send(22, 4, body);

        assertThat(tcp.told()).startsWith("30/4 {\"code\":\"BAD_REQUEST\"");
    }

    private void answer(Result result, long read, long tip) {
        tcp.logic
                .acknowledges
                .remove()
                .complete(
                        AcknowledgeReply.newBuilder()
                                .setResult(result)
                                .setRead(position(read))
                                .setTip(tip)
                                .build());
        tcp.channel.runPendingTasks();
    }

    private static StreamPosition position(long offset) {
        return StreamPosition.newBuilder()
                .setStream("user:7")
                .setEpoch(9)
                .setOffset(offset)
                .build();
    }
}

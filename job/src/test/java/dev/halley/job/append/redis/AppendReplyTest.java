package dev.halley.job.append.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.record.FormerEpoch;
import dev.halley.job.append.AppendAnswer;
import dev.halley.job.append.AppendResult;
import dev.halley.job.append.AppendResult.Kind;
import dev.halley.job.append.StreamTip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class AppendReplyTest {
    private static final long LARGE = (1L << 53) - 1;

    @Test
    void hasTheTipTheEpochTheStateAndAResultForEachMessage() {
        AppendReply reply =
                new AppendReply(
                        "7\n"
                                + LARGE
                                + "\n1\nabc\n7\n3:12 7\n1 9 9 5 0:8 0:8\n1\n"
                                + LARGE
                                + "\n4\n0");

        AppendAnswer answer = reply.answer();
        assertThat(answer.tip()).isEqualTo(new StreamTip(7, LARGE));
        assertThat(answer.unproved()).isNull();
        assertThat(answer.epoch().number()).isEqualTo(7);
        assertThat(answer.epoch().begun()).isTrue();
        assertThat(answer.epoch().lineage().getFormerList())
                .containsExactly(FormerEpoch.newBuilder().setEpoch(3).setLast(12).build());
        assertThat(answer.results())
                .containsExactly(
                        new AppendResult(Kind.APPENDED, LARGE), new AppendResult(Kind.TRIMMED, 0));
        assertThat(reply.master()).isEqualTo("abc");
        assertThat(reply.state()).isEqualTo("1 9 9 5 0:8 0:8");
    }

    @Test
    void fieldsMayBeEmpty() {
        AppendReply reply = new AppendReply("0\n5\n0\n\n7\n\n\n2\n5");

        assertThat(reply.master()).isEmpty();
        assertThat(reply.state()).isEmpty();
        assertThat(reply.answer().tip()).isEqualTo(new StreamTip(0, 5));
        assertThat(reply.answer().results()).containsExactly(new AppendResult(Kind.SEEN, 5));
    }

    @Test
    void oneFieldIsTheMasterUnderWhichToProve() {
        AppendReply reply = new AppendReply("8bd1ebe3");

        assertThat(reply.answer().unproved()).isEqualTo("8bd1ebe3");
        assertThat(reply.master()).isEqualTo("8bd1ebe3");
        assertThat(reply.state()).isEmpty();
    }
}

package dev.halley.job.append.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.job.append.AppendMoment;
import dev.halley.job.append.AppendRequest;
import dev.halley.job.append.AppendTarget;
import dev.halley.job.append.AppendTerms;
import dev.halley.job.append.StreamTip;
import dev.halley.job.append.redis.AppendReplies.Attempt;
import dev.halley.job.record.LogId;
import dev.halley.job.record.Position;
import dev.halley.runtime.streams.Retention;
import dev.halley.runtime.streams.StreamName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class AppendRepliesTest {
    private final List<AppendReplies> complete = new ArrayList<>();
    private final AppendReplies replies = new AppendReplies(attempts(3), complete::add);

    @Test
    void areHandedOnOnceWhenTheLastIsThere() {
        replies.take(0, "0", null);
        replies.take(2, "2", null);
        assertThat(complete).isEmpty();

        replies.take(1, "1", null);

        assertThat(complete).containsExactly(replies);
        assertThat(handedOn()).containsExactly("1 0 null", "2 1 null", "3 2 null");
    }

    @Test
    void aFailureIsAReply() {
        replies.take(0, "0", null);
        replies.take(1, null, new IllegalStateException("gone"));

        replies.take(2, "2", null);

        assertThat(handedOn().get(1)).isEqualTo("2 null java.lang.IllegalStateException: gone");
    }

    @Test
    void aSecondReplyToTheSameRequestCountsForNone() {
        replies.take(0, "0", null);
        replies.take(0, null, new IllegalStateException("late"));
        replies.take(1, "1", null);

        assertThat(complete).isEmpty();
    }

    private List<String> handedOn() {
        List<String> texts = new ArrayList<>();
        replies.forEach(
                (attempt, reply, error) ->
                        texts.add(attempt.request().number() + " " + reply + " " + error));
        return texts;
    }

    private static List<Attempt> attempts(int count) {
        Retention retention = new Retention(10, Duration.ofHours(1), 1_000);
        return LongStream.rangeClosed(1, count)
                .mapToObj(
                        number ->
                                new AppendRequest(
                                        number,
                                        new AppendTarget("default", StreamName.ofUser("ann")),
                                        new LogId("halley-push", "id", 0),
                                        List.of(),
                                        new AppendTerms(retention, Duration.ofHours(2), 10),
                                        new AppendMoment(
                                                1, Position.NOTHING, StreamTip.UNKNOWN, 1, "")))
                .map(request -> new Attempt(request, new AppendScript(request, "", "")))
                .toList();
    }
}

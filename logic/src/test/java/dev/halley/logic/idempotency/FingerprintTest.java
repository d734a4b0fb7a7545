package dev.halley.logic.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.halley.logic.push.PushCommand;
import dev.halley.logic.push.Target;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class FingerprintTest {
    private static final Target ROOM = new Target.Room("a://1");

    @Test
    void isTheSameForTheSamePushWhoeverTracesIt() {
        PushCommand push = push(5, "hello", ROOM, 10);
        assertThat(Fingerprint.of(push.withTraceparent("00-abc").withIdempotencyKey("k")))
                .isEqualTo(Fingerprint.of(push))
                .hasSize(43);
    }

    @Test
    void isAnotherForEveryOtherPush() {
        List<PushCommand> pushes =
                List.of(
                        push(5, "hello", ROOM, 10),
                        push(6, "hello", ROOM, 10),
                        push(5, "hellp", ROOM, 10),
                        push(5, "", ROOM, 10),
                        push(5, "hello", ROOM, 11),
                        push(5, "hello", new Target.Room("a://2"), 10),
                        push(5, "hello", new Target.Rooms(List.of("a://1")), 10),
                        push(5, "hello", new Target.Users(List.of("a://1")), 10),
                        push(5, "hello", new Target.Keys(List.of("a://1")), 10),
                        push(5, "hello", new Target.Keys(List.of("a:", "//1")), 10),
                        push(5, "hello", new Target.Keys(List.of("a:/", "/1")), 10),
                        push(5, "hello", new Target.Everyone(0), 10),
                        push(5, "hello", new Target.Everyone(1), 10));
        Stream<String> prints = pushes.stream().map(Fingerprint::of);
        assertThat(prints).doesNotHaveDuplicates();
    }

    private static PushCommand push(int operation, String payload, Target target, int ttl) {
        return new PushCommand(
                "default", operation, ByteString.copyFromUtf8(payload), target, ttl, "");
    }
}

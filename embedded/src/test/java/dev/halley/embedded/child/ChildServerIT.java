package dev.halley.embedded.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.halley.embedded.EmbeddedServerException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long a server is waited for. The server does nothing; what it answers is made up. */
@Timeout(30)
class ChildServerIT {
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    @TempDir private Path data;

    private final long begun = System.nanoTime();

    @Test
    void oneThatSaysThatItLoadsIsWaitedForLonger() {
        ChildServer server = start(() -> after(2) ? Answer.SERVING : Answer.LOADING);
        assertThat(server.alive()).isTrue();
        server.kill();
    }

    @Test
    void oneThatSaysNothingIsGivenUpAndEnded() {
        assertThatThrownBy(() -> start(() -> Answer.NONE))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("sleeper: cannot start with the data in " + data);
        await().until(
                        () ->
                                ProcessHandle.current()
                                        .descendants()
                                        .noneMatch(ChildServerIT::isServer));
    }

    @Test
    void oneThatLoadedAndSaysNothingMoreIsGivenUp() {
        assertThatThrownBy(() -> start(() -> after(1) ? Answer.NONE : Answer.LOADING))
                .isInstanceOf(EmbeddedServerException.class);
        assertThat(after(2)).isTrue();
    }

    private static boolean isServer(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("sleep");
    }

    /** Whether it is so many times the patience later than at first. */
    private boolean after(int times) {
        return System.nanoTime() - begun >= times * PATIENCE.toNanos();
    }

    private ChildServer start(Supplier<Answer> answer) {
        return ChildServer.start(
                new ChildSpec(
                        "sleeper",
                        "sleep",
                        data,
                        List.of("sleep", String.valueOf(TimeUnit.MINUTES.toSeconds(1))),
                        answer,
                        PATIENCE));
    }
}

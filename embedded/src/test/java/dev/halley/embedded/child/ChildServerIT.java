package dev.halley.embedded.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.halley.embedded.EmbeddedServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long a server is waited for. The server does nothing; what it answers is made up. */
@Timeout(60)
class ChildServerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @TempDir private Path data;

    private final long begun = System.nanoTime();
    private volatile long loadingAt;

    @Test
    void oneThatSaysThatItLoadsIsWaitedForLonger() {
        ChildServer server = start(() -> isLate() ? Answer.SERVING : loading());
        assertThat(System.nanoTime() - begun).isGreaterThan(PATIENCE.toNanos());
        assertThat(server.alive()).isTrue();
        assertThat(server.stop()).as("ended in order, as sleep cannot").isFalse();
    }

    @Test
    void oneThatSaysNothingIsGivenUpAndEnded() throws IOException {
        assertThatThrownBy(() -> start(() -> Answer.NONE))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining("sleeper: cannot start with the data in " + data);

        long pid = Long.parseLong(Files.readString(data.resolve("sleeper.pid")).strip());
        await().until(() -> ProcessHandle.of(pid).filter(ChildServerIT::runs).isEmpty());
    }

    @Test
    void oneThatLoadedAndSaysNothingMoreIsGivenUp() {
        assertThatThrownBy(() -> start(() -> isLate() ? Answer.NONE : loading()))
                .isInstanceOf(EmbeddedServerException.class);

        assertThat(System.nanoTime() - loadingAt).isGreaterThanOrEqualTo(PATIENCE.toNanos());
    }

    @Test
    void oneThatNobodyWaitsForAnyMoreIsGivenUpAtOnce() {
        assertThatThrownBy(() -> start(() -> Answer.GIVEN_UP))
                .isInstanceOf(EmbeddedServerException.class);

        assertThat(System.nanoTime() - begun).isLessThan(PATIENCE.toNanos());
    }

    /** Whether it is later than one is waited for that says nothing. */
    private boolean isLate() {
        return System.nanoTime() - begun > 2 * PATIENCE.toNanos();
    }

    // One that has ended and whom nobody has asked for it has no command.
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private Answer loading() {
        loadingAt = System.nanoTime();
        return Answer.LOADING;
    }

    private ChildServer start(Supplier<Answer> answer) {
        return ChildServer.start(
                new ChildSpec("sleeper", "sleep", data, List.of("sleep", "60"), answer, PATIENCE));
    }
}

package dev.halley.benchmarks.live;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TerminalTest {

    private static final String WIPE = "\r\u001b[K";

    private final StringWriter err = new StringWriter();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void aLineIsWrittenOverUntilItIsClosed() {
        LiveLine line = terminal(true).live(() -> "now " + asked.incrementAndGet());
        await().atMost(10, SECONDS).until(() -> err.toString().contains(WIPE + "now 3"));
        line.close();
        String written = err.toString();
        assertThat(written).startsWith(WIPE + "now 1" + WIPE + "now 2").endsWith(WIPE);
        assertThat(written).doesNotContain("\n");
    }

    @Test
    void otherLinesTakeItsPlace() {
        Terminal terminal = terminal(true);
        LiveLine line = terminal.live(() -> "now");
        await().atMost(10, SECONDS).until(() -> err.toString().contains("now"));
        terminal.accept("20 online");
        line.close();
        assertThat(err.toString()).contains(WIPE + "20 online" + System.lineSeparator());
    }

    @Test
    void aLineThatIsTooLongIsCut() {
        LiveLine line = terminal(true).live(() -> "x".repeat(500));
        await().atMost(10, SECONDS).until(() -> err.toString().contains("x"));
        line.close();
        assertThat(err.toString()).contains("x".repeat(100)).doesNotContain("x".repeat(101));
    }

    @Test
    void whereNobodyLooksThereAreOnlyWholeLines() {
        Terminal terminal = terminal(false);
        LiveLine line = terminal.live(() -> "now " + asked.incrementAndGet());
        terminal.accept("20 online");
        line.close();
        assertThat(err.toString()).isEqualTo("20 online" + System.lineSeparator());
        assertThat(asked).hasValue(0);
    }

    @Test
    void aLineThatWasClosedIsNotShownAgain() {
        Terminal terminal = terminal(true);
        terminal.live(() -> "first").close();
        int closed = err.toString().length();
        LiveLine second = terminal.live(() -> "second " + asked.incrementAndGet());
        await().atMost(10, SECONDS).until(() -> asked.get() > 3);
        second.close();
        assertThat(err.toString().substring(closed)).contains("second").doesNotContain("first");
    }

    private Terminal terminal(boolean looked) {
        return new Terminal(new PrintWriter(err), looked, Duration.ofMillis(5));
    }
}

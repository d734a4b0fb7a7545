package dev.halley.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.sdk.positions.Gap;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class TerminalTest {
    private final ByteArrayOutputStream status = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({
        "8, 11, 'missing: room:live://1, 8 to 11'",
        "8, 8, 'missing: room:live://1, 8 to 8'",
        "8, 7, 'perhaps missing: room:live://1, which goes on from 7'",
    })
    void saysWhatIsMissingAndWhatMayBe(long from, long to, String line) {
        terminal().onGap(new Gap("room:live://1", 5, from, to));
        assertThat(status.toString(StandardCharsets.UTF_8).lines()).containsExactly(line);
    }

    private Terminal terminal() {
        return new Terminal(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(status, true, StandardCharsets.UTF_8),
                new Terminal.Patience("127.0.0.1:3101", 1),
                0);
    }
}

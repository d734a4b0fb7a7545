package dev.halley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** An option that means nothing is one sentence, exit code 2, and nothing is dialled. */
@Timeout(60)
class WrongUsageTest {
    private final StringWriter err = new StringWriter();
    private final CommandLine command = Halley.commandLine().setErr(new PrintWriter(err, true));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    push --room live:1 x | halley push: room: "live:1" (expected: type://id)
                    push --room live:// x | halley push: room: "live://" (expected: type://id)
                    push --all --speed -1 x | halley push: speed: -1 (expected: >= 0)
                    push --room live://1 --speed 5 x | halley push: speed: 5 (expected: only beside all)
                    push --user 1 --ttl -1 x | halley push: ttl: PT-1S (expected: >= 0)
                    connect --user 1 --room 1000 | halley connect: room: "1000" (expected: type://id)
                    connect --user 1 --protocol 3 | halley connect: version: 3 (expected: 1 or 2)
                    connect --protocol 1 --room a://1,a://2 | halley connect: rooms: 2 (expected: at most 1 in version 1)
                    connect --user 1 --count -1 | halley connect: count: -1 (expected: >= 0)
                    connect --user 1 --transport udp | halley connect: transport: udp (expected: tcp or ws)
                    connect --user 1 --port 65536 | halley connect: port: 65536 (expected: 1-65535)
                    connect --user 1 --server here | halley connect: server: here (expected: host:port)
                    """)
    void saysWhatIsWrongAndWhatIsExpected(String arguments, String message) {
        int code = command.execute(arguments.split(" ", -1));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString().lines()).first().isEqualTo(message);
    }

    @Test
    void aPushNeedsExactlyOneTarget() {
        assertThat(command.execute("push", "--all", "--user", "1", "x")).isEqualTo(2);
        assertThat(command.execute("push", "x")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    bench room --sessions 0 | sessions: 0 (expected: 1 to
                    bench room --rooms 5 --sessions 4 | rooms: 5 (expected: 1 to 4)
                    bench room --rate 0 | rate: 0 (expected: 0.1 to 20000)
                    bench unicast --seconds 0 | seconds: 0 (expected: 1 to 3600)
                    bench unicast --comet here | comet: here (expected: host:port)
                    """)
    void benchSaysItToo(String arguments, String message) {
        assertThat(command.execute(arguments.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).startsWith("halley bench ").contains(message);
    }
}

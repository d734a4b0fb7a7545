package dev.halley.benchmarks.row.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.benchmarks.BenchCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

@Timeout(20)
class RowsTest {

    private static final Path PAGE = Path.of("..", "docs", "benchmarks", "harness.md");

    static Stream<Row> rows() {
        return Rows.table().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theCommandsOfEveryRowAreCommands(Row row) {
        assertThatCode(() -> parse(row.scenario())).doesNotThrowAnyException();
        row.floor()
                .ifPresent(floor -> assertThatCode(() -> parse(floor)).doesNotThrowAnyException());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatARowAsksForIsWithinTheBoundsOfItsCommand(Row row) {
        List<String> nobodyThere = new ArrayList<>(row.scenario());
        nobodyThere.add("--tcp-port=1");
        nobodyThere.add("--ws-port=1");
        nobodyThere.add("--rest=http://127.0.0.1:1");
        nobodyThere.add("--pid=comet=" + ProcessHandle.current().pid());
        StringWriter told = new StringWriter();

        int exit =
                new CommandLine(new BenchCommand())
                        .setErr(new PrintWriter(told, true))
                        .execute(nobodyThere.toArray(String[]::new));

        assertThat(exit).isEqualTo(2);
        assertThat(told.toString()).contains("127.0.0.1:1").doesNotContain("(expected: ");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aFloorHasTheLoadOfItsScenario(Row row) {
        List<String> floor = row.floor().orElse(row.scenario());
        for (String option : List.of("--sessions", "--rate", "--payload-bytes", "--seconds")) {
            assertThat(value(floor, option)).as(option).isEqualTo(value(row.scenario(), option));
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void somethingIsAskedOfEveryRow(Row row) {
        assertThat(row.figures()).anySatisfy(figure -> assertThat(figure.target()).isNotEmpty());
        boolean againstFloor =
                row.figures().stream()
                        .flatMap(figure -> figure.bound().stream())
                        .anyMatch(bound -> bound.rule() == Bound.Rule.TIMES_FLOOR);
        assertThat(row.floor().isPresent() || !againstFloor).isTrue();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void thePageNamesEveryRow(Row row) throws IOException {
        assertThat(Files.readString(PAGE)).contains("| `" + row.name() + "` |");
    }

    @ParameterizedTest
    @CsvSource({
        "frames,CPU of comet per frame,at most 1.15 x floor",
        "room-200,CPU of comet per delivery,at most 1.2 x floor",
        "room-1000,end to end p99,at most 250 ms",
        "room-1000,allocated by comet per delivery,at most 50 bytes",
        "most,deliveries/s per busy core of comet,'at least 15,000,000'",
        "lone,end to end p50,at most 3 ms",
        "unicast,'CPU of logic, job and comet per push',at most 190 us",
        "unicast-plain,'CPU of logic, job and comet per push',at most 130 us",
        "rest,CPU of logic per push,at most 45 us",
        "handshake,'CPU of comet, logic and Redis per handshake',at most 130 us",
        "idle-tcp,RSS of comet per session,at most 4 KB",
        "idle-ws,live heap of comet per session,at most 2.2 KB",
        "steady,end to end p99.9,'at most 25 ms or 3 x hiccups, the larger'",
        "small-rooms,'CPU of logic, job and comet per delivery',at most 35 us",
    })
    void targetsAreThoseOfTheTable(String row, String figure, String target) {
        assertThat(Rows.named(row).figures())
                .anySatisfy(
                        each -> {
                            assertThat(each.name()).isEqualTo(figure);
                            assertThat(each.target()).isEqualTo(target);
                        });
    }

    @Test
    void saysWhichRowsThereAre() {
        assertThatThrownBy(() -> Rows.named("romm"))
                .hasMessage(
                        "row: romm (expected: one of frames, room-200, room-1000, most, lone,"
                                + " unicast, unicast-plain, rest, handshake, idle-tcp, idle-ws,"
                                + " steady, small-rooms)");
    }

    private static void parse(List<String> words) {
        new CommandLine(new BenchCommand()).parseArgs(words.toArray(String[]::new));
    }

    private static String value(List<String> words, String option) {
        return words.stream()
                .filter(word -> word.startsWith(option + "="))
                .findFirst()
                .orElse("none");
    }
}

package dev.halley.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(120)
class RowCommandIT {

    private static final String ME = Long.toString(ProcessHandle.current().pid());

    @TempDir Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aRowIsRunAndItsFloorBesideIt() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            int exit = run(small(goim, "--json"));
            assertThat(exit).as(err.toString()).isLessThan(2);
            JsonNode json = new ObjectMapper().readTree(out.toString());
            assertThat(out.toString()).endsWith("\n").containsOnlyOnce("\n");
            assertThat(json.at("/figures/0/name").asText()).isEqualTo("CPU of comet per frame");
            assertThat(json.at("/figures/0/halley").asDouble()).isPositive();
            assertThat(json.at("/figures/0/floor").asDouble()).isPositive();
            assertThat(json.at("/figures/0/over_floor").asDouble()).isPositive();
            assertThat(json.at("/notes/0").asText())
                    .startsWith("not the row as it stands: sessions=10");
            assertThat(goim.pushes()).isEqualTo(2 * 20);
        }
    }

    @Test
    void aPeerTakesTurnsAndEveryRunIsKept() throws Exception {
        Path raw = folder.resolve("raw.txt");
        try (FakeGoim ours = new FakeGoim(false);
                FakeGoim theirs = new FakeGoim(false)) {
            int exit = run(small(ours, peer(theirs, "--out=" + raw)));
            assertThat(exit).as(err.toString()).isLessThan(2);
            assertThat(theirs.pushes()).isEqualTo(ours.pushes()).isEqualTo(2 * 2 * 20);
        }
        assertThat(out.toString())
                .contains("medians of 2 turns each", "B  goim: room: 10 sessions");
        List<String> lines = Files.readAllLines(raw);
        assertThat(lines).hasSize(12);
        assertThat(lines.stream().filter(line -> line.startsWith("# ")).map(RowCommandIT::who))
                .containsExactly(
                        "halley, turn 1",
                        "goim, turn 1",
                        "floor, turn 1",
                        "halley, turn 2",
                        "goim, turn 2",
                        "floor, turn 2");
        assertThat(lines.get(1)).startsWith("{\"expected\":200,");
    }

    @Test
    void aPeerThatDoesNotAnswerIsToldBeforeAnythingIsRun() throws Exception {
        try (FakeGoim ours = new FakeGoim(false)) {
            String[] peer;
            try (FakeGoim gone = new FakeGoim(false)) {
                peer = peer(gone);
            }
            assertThat(run(small(ours, peer))).isEqualTo(2);
            assertThat(err.toString())
                    .contains("nobody takes sessions at", "(expected: a server there, or --peer-");
            assertThat(ours.pushes()).isZero();
        }
    }

    @Test
    void aPeerThatIsTheServerItselfIsRefused() throws Exception {
        try (FakeGoim ours = new FakeGoim(false)) {
            assertThat(run(small(ours, peer(ours)))).isEqualTo(2);
            assertThat(err.toString()).contains("peer: the same server (expected: another one)");
        }
    }

    @Test
    void processesThatTheRowNeedsHaveToBeNamed() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            String[] words = {
                "unicast",
                "--tcp-port=" + goim.sessions.port(),
                "--rest=" + goim.restUrl(),
                "--pid=logic-1=" + ME
            };
            assertThat(run(words)).isEqualTo(2);
            assertThat(err.toString())
                    .contains(
                            "pid: none of comet, job (expected: --pid comet=PID, a process of its"
                                    + " own, or --cluster)");
        }
    }

    @Test
    void aProcessThatIsNotThereIsTold() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            assertThat(run(small(goim, "--pid=job=999999999"))).isEqualTo(2);
            assertThat(err.toString()).contains("pid job=999999999: no such process");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "room,--turns=1,'row: room (expected: one of frames, room-200,'",
        "rest,--seconds=0,'nobody takes REST at 127.0.0.1:1'",
        "rest,--turns=0,'--turns: 0 (expected: 1 to 20)'",
        "rest,--pause=601,'--pause: 601 (expected: 0 to 600)'",
        "rest,--set=rooms=3,'--set: rooms (expected: one of callers, target,'",
        "rest,--transport=ws,'--set: transport (expected: one of callers, target,'",
        "rest,--peer=goim,'--peer-tcp-port: missing (expected: with --peer, or --peer-cluster)'",
        "rest,--cluster=none-of-this-name,'--cluster: none-of-this-name (expected: one that runs'",
    })
    void refusesWhatMakesNoSense(String row, String option, String message) {
        assertThat(run(row, "--rest=http://127.0.0.1:1", option)).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void aRowHasToBeNamed() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("row: none (expected: a name, see --list)");
    }

    @Test
    void listsTheRowsWithTheirTargetsAndCommands() {
        assertThat(run("--list")).isZero();
        assertThat(out.toString())
                .contains("room-200", "at most 1.2 x floor", "bench floor --shape=most", "steady");
    }

    private static String who(String line) {
        return line.substring(2, line.indexOf(':'));
    }

    private static String[] small(FakeGoim goim, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("frames", "--seconds=1", "--pause=0"));
        words.addAll(List.of("--set=sessions=10", "--set=rate=20", "--set=warmup=1"));
        words.addAll(List.of("--most-late=20000", "--pid=comet=" + ME));
        words.add("--tcp-port=" + goim.sessions.port());
        words.add("--rest=" + goim.restUrl());
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private static String[] peer(FakeGoim goim, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("--peer=goim", "--peer-pid=comet=" + ME));
        words.add("--peer-tcp-port=" + goim.sessions.port());
        words.add("--peer-ws-port=" + goim.sessions.port());
        words.add("--peer-rest=" + goim.restUrl());
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("row"));
        all.addAll(List.of(arguments));
        return new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }
}

package dev.halley.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** The harness against a server that speaks Centrifugo's protocol. */
@Timeout(60)
class CentrifugoIT {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void countsEveryDeliveryOfARoom() throws Exception {
        try (FakeCentrifugo server = new FakeCentrifugo()) {
            int exit = bench(server, "room", "--sessions=40", "--rooms=2", "--rate=100");
            assertThat(exit).as(err.toString()).isZero();
            JsonNode json = json();
            assertThat(json.get("expected").asLong()).isEqualTo(20 * 100);
            assertThat(json.get("delivered").asLong()).isEqualTo(20 * 100);
            assertThat(json.get("lost").asLong() + json.get("duplicated").asLong()).isZero();
            assertThat(server.pongs()).isEqualTo(40);
        }
    }

    @Test
    void countsEveryDeliveryToUsers() throws Exception {
        try (FakeCentrifugo server = new FakeCentrifugo()) {
            int exit = bench(server, "unicast", "--sessions=30", "--rate=200");
            assertThat(exit).as(err.toString()).isZero();
            assertThat(json().get("delivered").asLong()).isEqualTo(200);
            assertThat(json().get("misrouted").asLong()).isZero();
        }
    }

    @Test
    void refusesWhatItDoesNotSpeak() throws Exception {
        try (FakeCentrifugo server = new FakeCentrifugo()) {
            int exit = bench(server, "room", "--sessions=2", "--protocol=2");
            assertThat(exit).isEqualTo(2);
            assertThat(err.toString()).contains("protocol: 2 (expected: 1, over Centrifugo's");
        }
    }

    @Test
    void hasNoRoutesOfGoim() throws Exception {
        try (FakeCentrifugo server = new FakeCentrifugo()) {
            int exit = bench(server, "rest", "--callers=2");
            assertThat(exit).isEqualTo(2);
            assertThat(err.toString()).contains("expected: tcp or ws, of a server with goim's");
        }
    }

    @Test
    void aPublicationThatIsRefusedIsNotAccepted() throws Exception {
        try (FakeCentrifugo server = new FakeCentrifugo()) {
            server.refusePublications();
            int exit = bench(server, "room", "--sessions=2", "--rate=20");
            assertThat(exit).isEqualTo(1);
            assertThat(json().get("rest_refused").asLong()).isEqualTo(20);
            assertThat(json().get("expected").asLong()).isZero();
        }
    }

    private int bench(FakeCentrifugo server, String scenario, String... options) {
        // This is about what was counted, on machines that have other things to do.
        List<String> arguments = new ArrayList<>(List.of(scenario, "--json", "--most-late=20000"));
        arguments.add("--transport=centrifugo");
        arguments.add("--ws-port=" + server.port());
        arguments.add("--rest=" + server.restUrl());
        arguments.add("--seconds=1");
        arguments.add("--warmup=1");
        arguments.addAll(List.of(options));
        return new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }
}

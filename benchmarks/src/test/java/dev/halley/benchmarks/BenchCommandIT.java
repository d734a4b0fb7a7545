package dev.halley.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(120)
class BenchCommandIT {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void countsEveryDeliveryOfARoom(boolean webSocket) throws Exception {
        try (FakeGoim goim = new FakeGoim(webSocket)) {
            int exit = bench(goim, webSocket, "room", "--sessions=40", "--rooms=2", "--rate=100");
            JsonNode json = json();
            assertThat(exit).isZero();
            assertThat(json.get("expected").asLong()).isEqualTo(100 * 20);
            assertThat(json.get("delivered").asLong()).isEqualTo(100 * 20);
            assertClean(json);
            assertThat(json.get("failed_connects").asInt()).isZero();
            assertThat(json.get("closed_early").asInt()).isZero();
            assertThat(json.at("/e2e_ms/p50").asDouble()).isPositive();
            assertThat(json.at("/e2e_ms/max").asDouble())
                    .isGreaterThanOrEqualTo(json.at("/e2e_ms/p50").asDouble());
            assertThat(json.at("/rest_ms/p50").asDouble()).isPositive();
            assertThat(json.get("messages_per_frame").asDouble()).isGreaterThanOrEqualTo(0.99);
            assertThat(json.get("load_cpu_us_per_delivery").asDouble()).isPositive();
            assertThat(json.get("pushes").asInt()).isEqualTo(100);
        }
    }

    @Test
    void printsExactlyOneLineWithTheKeysOfTheRecord() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            long pid = ProcessHandle.current().pid();
            bench(goim, false, "room", "--sessions=5", "--rate=20", "--pid=me=" + pid);
            assertThat(out.toString()).endsWith("\n").containsOnlyOnce("\n");
            JsonNode json = json();
            assertThat(json.fieldNames())
                    .toIterable()
                    .startsWith(
                            "expected",
                            "delivered",
                            "lost",
                            "duplicated",
                            "reordered",
                            "deliveries_per_s",
                            "messages_per_frame",
                            "e2e_ms",
                            "rest_ms",
                            "cpu_us_per_delivery",
                            "rss_kb_per_session",
                            "failed_connects",
                            "closed_early");
            assertThat(json.get("e2e_ms").fieldNames())
                    .toIterable()
                    .containsExactly("p50", "p99", "p999", "max");
            assertThat(json.at("/cpu_us_per_delivery/me").isNumber()).isTrue();
            assertThat(json.at("/rss_kb_per_session/me").isNumber()).isTrue();
            assertThat(json.at("/context_switches_per_s/me").asDouble()).isPositive();
            assertThat(json.at("/allocated_bytes_per_delivery/me").asDouble()).isPositive();
            assertThat(json.at("/load_hiccup_ms/max").asDouble()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void countsEveryDeliveryToUsers(boolean webSocket) throws Exception {
        try (FakeGoim goim = new FakeGoim(webSocket)) {
            int exit = bench(goim, webSocket, "unicast", "--sessions=30", "--rate=200");
            assertThat(exit).isZero();
            assertThat(json().get("expected").asLong()).isEqualTo(200);
            assertThat(json().get("delivered").asLong()).isEqualTo(200);
            assertClean(json());
        }
    }

    @ParameterizedTest
    @CsvSource({"LOSE,lost,10", "DOUBLE,duplicated,10", "SWAP,reordered,10"})
    void findsTheFault(Fault fault, String key, long count) throws Exception {
        try (FakeGoim goim = new FakeGoim(true)) {
            AtomicInteger pushes = new AtomicInteger();
            goim.fault(payloads -> fault.apply(goim, payloads, pushes.getAndIncrement()));
            int exit = bench(goim, true, "room", "--sessions=10", "--rate=50");
            assertThat(exit).isEqualTo(1);
            JsonNode json = json();
            for (String each : List.of("lost", "duplicated", "reordered")) {
                assertThat(json.get(each).asLong())
                        .as(each)
                        .isEqualTo(each.equals(key) ? count : 0);
            }
            assertThat(json.get("expected").asLong()).isEqualTo(500);
            assertThat(json.get("good").asBoolean()).isFalse();
        }
    }

    @Test
    void mergedMessagesAreCountedPerFrame() throws Exception {
        try (FakeGoim goim = new FakeGoim(true)) {
            AtomicInteger pushes = new AtomicInteger();
            goim.fault(
                    payloads ->
                            pushes.incrementAndGet() % 5 == 0
                                    ? goim.releaseInOrder(payloads)
                                    : goim.hold(payloads));
            int exit = bench(goim, true, "room", "--sessions=10", "--rate=50", "--warmup=0");
            assertThat(exit).isZero();
            assertThat(json().get("messages_per_frame").asDouble()).isBetween(4.5, 5.5);
        }
    }

    @Test
    void refusedPushesAreNotExpectedAndFailedOnesReportedApart() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            goim.refuse(
                    number ->
                            switch (number % 10) {
                                case 3 -> Optional.of("400 {\"code\":-400,\"message\":\"no\"}");
                                case 6 -> Optional.of("500 {\"code\":-500,\"message\":\"away\"}");
                                default -> Optional.empty();
                            });
            int exit = bench(goim, false, "room", "--sessions=4", "--rate=50", "--warmup=0");
            JsonNode json = json();
            assertThat(exit).isZero();
            assertThat(json.get("rest_refused").asInt()).isEqualTo(5);
            assertThat(json.get("rest_errors").asInt()).isEqualTo(5);
            assertThat(json.get("expected").asInt()).isEqualTo(40 * 4);
            assertThat(json.get("good").asBoolean()).isFalse();
            assertThat(json.get("troubles").toString()).contains("status 400");
        }
    }

    @Test
    void sessionsThatTheServerEndsAreCounted() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            goim.fault(payloads -> closeOneOf(goim, payloads));
            int exit = bench(goim, false, "room", "--sessions=10", "--rate=20", "--warmup=0");
            assertThat(exit).isEqualTo(1);
            assertThat(json().get("closed_early").asInt()).isEqualTo(1);
            assertThat(json().get("lost").asLong()).isPositive();
        }
    }

    @Test
    void sessionsThatCannotConnectEndTheRunWithTheReason() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            goim.sessions.refuseSessions();
            int exit = bench(goim, false, "room", "--sessions=3", "--rate=20");
            assertThat(exit).isEqualTo(2);
            assertThat(out.toString()).isEmpty();
            assertThat(err.toString()).contains("no session could connect to").contains("closed");
        }
    }

    @Test
    void saysWhenNobodyAnswers() throws Exception {
        int gone;
        try (FakeGoim goim = new FakeGoim(false)) {
            gone = goim.sessions.port();
        }
        int exit = run("room", "--tcp-port=" + gone);
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("nobody takes sessions at 127.0.0.1:" + gone);
    }

    @Test
    void saysWhenAProcessIsNotThere() throws Exception {
        try (FakeGoim goim = new FakeGoim(false)) {
            int exit = bench(goim, false, "room", "--pid=comet=999999999");
            assertThat(exit).isEqualTo(2);
            assertThat(err.toString()).contains("pid comet=999999999: no such process");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--sessions=0,'--sessions: 0 (expected: 1 to 100000)'",
        "--sessions=100001,'--sessions: 100001 (expected: 1 to 100000)'",
        "--rate=0,'--rate: 0 (expected: 0.1 to 20000)'",
        "--payload-bytes=23,'--payload-bytes: 23 (expected: 24 to 65536)'",
        "--seconds=0,'--seconds: 0 (expected: 1 to 3600)'",
        "--rooms=1001,'--rooms: 1001 (expected: 1 to 1000)'",
        "--host=192.0.2.1,'--host: 192.0.2.1 (expected: a loopback address)'",
        "--rest=http://192.0.2.1:1,'--rest: 192.0.2.1 (expected: a loopback address)'",
        "--rest=ftp://127.0.0.1,'--rest: ftp://127.0.0.1 (expected: http://host:port)'",
        "--transport=udp,'transport: udp (expected: tcp, ws or centrifugo)'",
        "--tcp-port=0,'--port: 0 (expected: 1 to 65535)'",
        "--dial=0,'--dial: 0 (expected: 1 to 1024)'",
        "--most-late=0,'--most-late: 0 (expected: 1 to 60000)'",
    })
    void refusesOptionsThatMakeNoSense(String option, String message) {
        int exit = run("room", option);
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    private enum Fault {
        LOSE,
        DOUBLE,
        SWAP;

        List<byte[]> apply(FakeGoim goim, List<byte[]> payloads, int push) {
            // The warm-up is pushes 0 to 49: the fault falls into the measured part.
            if (push == 60) {
                return switch (this) {
                    case LOSE -> List.of();
                    case DOUBLE -> List.of(payloads.get(0), payloads.get(0));
                    case SWAP -> goim.hold(payloads);
                };
            }
            return push == 61 ? goim.release(payloads) : payloads;
        }
    }

    private static List<byte[]> closeOneOf(FakeGoim goim, List<byte[]> payloads) {
        try {
            if (goim.pushes() == 5) {
                goim.sessions.closeOne();
            }
            return payloads;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertClean(JsonNode json) {
        for (String key :
                List.of("lost", "duplicated", "reordered", "misrouted", "strays", "warmup_lost")) {
            assertThat(json.get(key).asLong()).as(key).isZero();
        }
    }

    private int bench(FakeGoim goim, boolean webSocket, String scenario, String... options)
            throws IOException {
        // These tests are about what was counted, on machines that have other things to do.
        List<String> arguments = new ArrayList<>(List.of(scenario, "--json", "--most-late=20000"));
        arguments.add("--transport=" + (webSocket ? "ws" : "tcp"));
        arguments.add((webSocket ? "--ws-port=" : "--tcp-port=") + goim.sessions.port());
        arguments.add("--rest=" + goim.restUrl());
        arguments.add("--seconds=1");
        List<String> given = List.of(options);
        if (given.stream().noneMatch(option -> option.startsWith("--warmup"))) {
            arguments.add("--warmup=1");
        }
        arguments.addAll(given);
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }
}

package dev.halley.benchmarks.row;

import dev.halley.benchmarks.row.Contestant.Role;
import dev.halley.benchmarks.row.table.Row;
import dev.halley.benchmarks.row.table.Rows;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Runs that are only told: each contestant says the next of its lines. */
final class RowFixture {

    static final Contestant HALLEY = new Contestant("halley", Role.HALLEY, List.of("room", "--a"));
    static final Contestant GOIM = new Contestant("goim", Role.PEER, List.of("room", "--b"));
    static final Contestant FLOOR = new Contestant("floor", Role.FLOOR, List.of("floor"));

    final Row row = Rows.named("room-200");
    final List<List<String>> asked = new ArrayList<>();
    final List<String> kept = new ArrayList<>();
    private final Deque<String> lines = new ArrayDeque<>();

    /** The next run tells this. */
    RowFixture tells(String line) {
        lines.add(line);
        return this;
    }

    RowRun run(int turns, Contestant... contestants) {
        return new RowRun(
                new RowPlan(row, List.of(contestants), turns, List.of()),
                words -> {
                    asked.add(words);
                    return Optional.ofNullable(lines.poll());
                },
                made -> kept.add(made.by().name() + " " + made.turn() + " " + made.line()),
                line -> {});
    }

    static String room(double cometUs, double p99) {
        return """
                {"lost":0,"messages_per_frame":4.4,"frames_are":"reads",\
                "e2e_ms":{"p50":1,"p99":%s,"p999":9,"max":9},\
                "cpu_us_per_delivery":{"comet-1":%s},\
                "allocated_bytes_per_delivery":{"comet-1":10},\
                "good":true,"objections":[],"title":"room: 5000 sessions"}"""
                .formatted(p99, cometUs);
    }

    static String goim(double cometUs) {
        return room(cometUs, 5_000)
                .replace("comet-1", "comet")
                .replace(
                        "\"good\":true,\"objections\":[]",
                        "\"good\":false,\"objections\":[\"messages or sessions went wrong\"]");
    }

    static String floor(double us) {
        return """
                {"scenario":"floor","shape":"room","lost":0,"messages_per_frame":14,\
                "frames_are":"writes","e2e_ms":{"p50":1,"p99":80,"p999":81,"max":82},\
                "cpu_us_per_delivery":{"floor":%s},"allocated_bytes_per_delivery":0.1,\
                "good":true,"objections":[],"title":"floor, room: 5000 connections"}"""
                .formatted(us);
    }
}

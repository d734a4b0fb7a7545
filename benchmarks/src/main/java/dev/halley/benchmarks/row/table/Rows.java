package dev.halley.benchmarks.row.table;

import dev.halley.benchmarks.row.table.Measure.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of the table of targets, in its order. */
public final class Rows {

    private static final String US = "us";
    private static final String MS = "ms";
    private static final String BYTES = "bytes";
    private static final String KB = "KB";
    private static final String COMET = "comet";
    private static final String LOGIC = "logic";
    private static final String JOB = "job";
    private static final String PER_DELIVERY = "cpu_us_per_delivery";
    private static final String PER_PUSH = "cpu_us_per_push";

    private static final Measure COMET_PER_DELIVERY = Measure.sum(PER_DELIVERY, COMET);
    private static final Figure MERGED =
            Figure.of("messages per read", "", Measure.of("messages_per_frame"));
    private static final Figure LOST =
            Figure.of("deliveries lost", "", Measure.of("lost")).held(Bound.atMost(0));
    private static final Figure GARBAGE =
            Figure.of(
                    "allocated by comet per delivery",
                    BYTES,
                    Measure.sum("allocated_bytes_per_delivery", COMET));

    private static final List<Row> ALL = all();

    private Rows() {}

    /** All of them. */
    public static List<Row> table() {
        return ALL;
    }

    /**
     * The row of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Row named(String name) {
        return ALL.stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
    }

    private static String unknown(String name) {
        return "row: %s (expected: one of %s)"
                .formatted(name, String.join(", ", ALL.stream().map(Row::name).toList()));
    }

    private static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        rows.add(frames());
        rows.add(room(200, "0.49 at a third of the rate, 17 % lost", "9,000"));
        rows.add(room(1_000, "", ""));
        rows.add(most());
        rows.add(lone());
        rows.add(unicast("unicast", "with streams, as a server is by default", 190));
        rows.add(unicast("unicast-plain", "to a server without streams of users", 130));
        rows.add(rest());
        rows.add(handshake());
        rows.add(idle("tcp", 4, 1.8, "28"));
        rows.add(idle("ws", 5, 2.2, ""));
        rows.add(steady());
        rows.add(smallRooms());
        return List.copyOf(rows);
    }

    private static Row frames() {
        return row(
                "frames",
                "a message at a time to each of 5,000 sessions, 15 times a second",
                "room --sessions=5000 --rooms=1 --rate=15 --payload-bytes=64 --seconds=30"
                        + " --warmup=30 --loops=1 --transport=tcp",
                "floor --shape=frames --sessions=5000 --rate=15 --payload-bytes=64 --seconds=30"
                        + " --warmup=30 --loops=1",
                Figure.of("CPU of comet per frame", US, COMET_PER_DELIVERY.as(Form.PER_FRAME))
                        .held(Bound.timesFloor(1.15))
                        .goim("13.6"),
                MERGED,
                GARBAGE.held(Bound.atMost(200)),
                LOST);
    }

    private static Row room(int rate, String goim, String goimP99) {
        return row(
                "room-" + rate,
                "a room of 5,000 at %,d messages a second".formatted(rate),
                "room --sessions=5000 --rooms=1 --rate=%d --payload-bytes=64 --seconds=30"
                                .formatted(rate)
                        + " --warmup=30 --loops=1 --transport=tcp",
                "floor --shape=room --sessions=5000 --rate=%d --payload-bytes=64".formatted(rate)
                        + " --seconds=30 --warmup=30 --loops=1",
                Figure.of("CPU of comet per delivery", US, COMET_PER_DELIVERY)
                        .held(Bound.timesFloor(1.2))
                        .goim(goim),
                Figure.of("end to end p99", MS, Measure.of("e2e_ms.p99"))
                        .held(Bound.atMost(250))
                        .goim(goimP99),
                MERGED,
                GARBAGE.held(Bound.atMost(50)),
                LOST);
    }

    private static Row most() {
        return row(
                "most",
                "as many deliveries as possible: 18,000 sessions, 24 bytes, 1,000 a second",
                "room --sessions=18000 --rooms=1 --rate=1000 --payload-bytes=24 --seconds=20"
                        + " --warmup=30 --loops=2 --transport=tcp",
                "floor --shape=most --sessions=18000 --rate=1000 --payload-bytes=24 --seconds=20"
                        + " --warmup=30 --loops=2",
                Figure.of(
                                "deliveries/s per busy core of comet",
                                "",
                                COMET_PER_DELIVERY.as(Form.PER_SECOND))
                        .held(Bound.atLeast(15e6))
                        .goim("2,000,000"),
                MERGED,
                LOST);
    }

    private static Row lone() {
        return row(
                "lone",
                "a message now and then in an idle room, from REST to the client",
                "latency --sessions=1 --rate=10 --payload-bytes=64 --seconds=60 --warmup=15"
                        + " --transport=tcp",
                "",
                Figure.of("end to end p50", MS, Measure.of("e2e_ms.p50"))
                        .held(Bound.atMost(3))
                        .goim("557"),
                Figure.of("end to end p99", MS, Measure.of("e2e_ms.p99"))
                        .held(Bound.atMost(10))
                        .goim("1,080"));
    }

    private static Row unicast(String name, String how, double most) {
        return row(
                name,
                "2,000 pushes a second to 5,000 users, " + how,
                "unicast --sessions=5000 --rate=2000 --payload-bytes=64 --seconds=30 --warmup=60"
                        + " --transport=tcp",
                "",
                Figure.of(
                                "CPU of logic, job and comet per push",
                                US,
                                Measure.sum(PER_PUSH, LOGIC, JOB, COMET))
                        .held(Bound.atMost(most))
                        .goim("525"),
                Figure.of("end to end p99", MS, Measure.of("e2e_ms.p99"))
                        .held(Bound.atMost(15))
                        .goim("133"),
                LOST);
    }

    private static Row rest() {
        return row(
                "rest",
                "pushes that nobody receives, as many as REST takes",
                "rest --callers=64 --target=room --targets=1000 --payload-bytes=64 --seconds=30"
                        + " --warmup=30",
                "",
                Figure.of("CPU of logic per push", US, Measure.sum(PER_PUSH, LOGIC))
                        .held(Bound.atMost(45))
                        .goim("142"),
                Figure.of("accepted/s", "", Measure.of("accepted_per_s")).goim("4,235"));
    }

    private static Row handshake() {
        return row(
                "handshake",
                "connect, authenticate and leave, 512 dialling at once",
                "handshake --sessions=20000 --dial=512 --warmup-sessions=20000 --rooms=1"
                        + " --transport=tcp",
                "",
                Figure.of(
                                "CPU of comet, logic and Redis per handshake",
                                US,
                                Measure.sum("cpu_us_per_handshake", COMET, LOGIC, "redis"))
                        .held(Bound.atMost(130))
                        .goim("275"),
                Figure.of("sessions that could not connect", "", Measure.of("failed_connects"))
                        .held(Bound.atMost(0)));
    }

    private static Row idle(String transport, double rss, double heap, String goim) {
        return row(
                "idle-" + transport,
                "15,000 sessions, authenticated, in a room, that get nothing",
                "idle --sessions=15000 --rooms=1 --warmup-sessions=2000 --settle=30 --live-heap"
                        + " --transport="
                        + transport,
                "",
                Figure.of("RSS of comet per session", KB, Measure.sum("rss_kb_per_session", COMET))
                        .held(Bound.atMost(rss))
                        .goim(goim),
                Figure.of(
                                "live heap of comet per session",
                                KB,
                                Measure.sum("live_heap_kb_per_session", COMET))
                        .held(Bound.atMost(heap)));
    }

    private static Row steady() {
        return row(
                "steady",
                "from REST to the client for half an hour, the machine about 70 % busy",
                "latency --sessions=1 --rate=10 --payload-bytes=64 --seconds=1800 --warmup=30"
                        + " --background=400 --background-sessions=5000 --background-rooms=50"
                        + " --transport=tcp",
                "",
                Figure.of("end to end p99", MS, Measure.of("e2e_ms.p99")).held(Bound.atMost(10)),
                Figure.of("end to end p99.9", MS, Measure.of("e2e_ms.p999"))
                        .held(Bound.orHiccups(25)),
                Figure.of("hiccups of the harness p99.9", MS, Measure.of("load_hiccup_ms.p999")),
                Figure.of(
                                "busy share of the machine",
                                "%",
                                Measure.of("cpu_cores").as(Form.OF_MACHINE))
                        .held(Bound.atLeast(65)));
    }

    private static Row smallRooms() {
        return row(
                "small-rooms",
                "500 rooms of 10, 500 pushes a second",
                "room --sessions=5000 --rooms=500 --rate=500 --payload-bytes=64 --seconds=30"
                        + " --warmup=60 --loops=1 --transport=tcp",
                "",
                Figure.of(
                                "CPU of logic, job and comet per delivery",
                                US,
                                Measure.sum(PER_DELIVERY, LOGIC, JOB, COMET))
                        .held(Bound.atMost(35))
                        .goim("122"),
                Figure.of("end to end p99", MS, Measure.of("e2e_ms.p99")),
                LOST);
    }

    private static Row row(
            String name, String what, String scenario, String floor, Figure... figures) {
        return new Row(
                name,
                what,
                List.of(scenario.split(" ")),
                floor.isEmpty() ? Optional.empty() : Optional.of(List.of(floor.split(" "))),
                List.of(figures));
    }
}

package dev.halley.benchmarks.sizing.plan;

import java.util.Locale;

/**
 * Every figure that a plan rests on, each with where it comes from. A measured one names a file of
 * docs and the text in it; whoever measures again changes both here, and the tables of
 * docs/operations/sizing.md.
 */
public enum Constant {
    COMET_DELIVERY(
            93,
            "us",
            "comet, a delivery of a job: a unicast push less one frame",
            Source.measured("benchmarks/2026-11-21/jdk25-unicast-5000x2000.txt", "95.8 per push")),
    COMET_FRAME(
            2.72,
            "us",
            "comet, a frame to a room's member: 0.619 per delivery at 4.4 in a frame",
            Source.measured("benchmarks/2026-11-21/jdk25-room-5000x200.txt", "0.619 us CPU")),
    COMET_DUTY(
            0.5, "", "part of its time that a loop writes", Source.key("halley.comet.fanout.duty")),
    COMET_MAX_WAIT(
            0.1, "s", "longest wait to be merged", Source.key("halley.comet.fanout.max-wait")),
    COMET_CONNECT(60, "us", "comet, a session that begins and ends", Source.design()),
    COMET_HEARTBEAT(15, "us", "comet, a heartbeat: a read and a write", Source.design()),
    COMET_RENEWAL(1, "us", "comet, a session's route renewed", Source.design()),
    COMET_SESSION(
            7_475,
            "bytes",
            "comet, a TCP session with its part of the traffic: 7.3 KB",
            Source.measured(
                    "benchmarks/2026-11-21/jdk25-room-5000x200.txt", "7.3 KB RSS per session")),
    SYSTEM_SESSION(
            4_096, "bytes", "the system, an idle connection, outside comet", Source.design()),
    COMET_BASE(
            382_103_552,
            "bytes",
            "comet with few sessions",
            Source.measured("benchmarks/2026-11-21/jdk25-room-200x10.txt", "373,148 KB RSS")),
    COMET_RECENT(
            67_108_864,
            "bytes",
            "recent room messages",
            Source.key("halley.comet.streams.recent-bytes")),
    HEARTBEAT_INTERVAL(
            240, "s", "between heartbeats", Source.key("halley.comet.sessions.heartbeat-interval")),
    RENEWAL_INTERVAL(
            60,
            "s",
            "between renewals of a route",
            Source.key("halley.comet.upstream.renewal-interval")),
    REPORT_INTERVAL(
            2,
            "s",
            "between a comet's reports of its rooms",
            Source.key("halley.comet.upstream.report-interval")),
    LOGIC_PUSH(
            114,
            "us",
            "logic, a push",
            Source.measured("benchmarks/2026-11-21/jdk25-unicast-5000x2000.txt", "114.0 per push")),
    LOGIC_CONNECT(40, "us", "logic, a session that begins and ends", Source.design()),
    LOGIC_RENEWAL(10, "us", "logic, a session's route renewed", Source.design()),
    LOGIC_COUNT(0.5, "us", "logic, one room's count on one comet read", Source.design()),
    LOGIC_BASE(
            422_309_888,
            "bytes",
            "logic",
            Source.measured("benchmarks/2026-11-21/jdk25-unicast-5000x2000.txt", "412,412 KB RSS")),
    JOB_USER_PUSH(
            189.5,
            "us",
            "job, a push to a user",
            Source.measured("benchmarks/2026-11-21/jdk25-unicast-5000x2000.txt", "189.5 per push")),
    JOB_ROOM_PUSH(
            201,
            "us",
            "job, a push to a room on one comet",
            Source.measured(
                    "benchmarks/2026-11-21/cluster-cost-of-four-comets.txt", "201.0 per push")),
    JOB_COMET(50, "us", "job, each further comet that a room's push goes to", Source.design()),
    JOB_INTEREST_CHANGE(
            5, "us", "job, a room that a comet gets or loses members of", Source.design()),
    ROOM_OF_COMET(
            150, "bytes", "job and logic, a room that a comet has members of", Source.design()),
    JOB_CORES(2, "cores", "job, the most one node uses: one thread does its work", Source.design()),
    JOB_BASE(
            393_007_104,
            "bytes",
            "job",
            Source.measured("benchmarks/2026-11-21/jdk25-unicast-5000x2000.txt", "383,796 KB RSS")),
    KAFKA_PUSH(
            239.8,
            "us",
            "broker, a push; one broker, taken for each replica",
            Source.measured("benchmarks/2026-11-21/jdk25-unicast-5000x2000.txt", "239.8 per push")),
    KAFKA_BASE(
            448_344_064,
            "bytes",
            "broker, its process; the rest of the memory is its page cache",
            Source.measured("benchmarks/2026-11-21/jdk25-unicast-5000x2000.txt", "437,836 KB RSS")),
    KAFKA_RECORD(250, "bytes", "a record in Kafka beside its payload", Source.design()),
    PARTITION_PUSHES(
            1_000,
            "1/s",
            "pushes that one partition carried",
            Source.measured(
                    "benchmarks/2026-11-21/cluster-cost-of-four-comets.txt", "1000.0 pushes/s")),
    PARTITIONS(12, "", "partitions at least", Source.key("halley.kafka.push-partitions")),
    PARTITIONS_PER_JOB(
            4, "", "partitions of a topic for each job, so that shares are even", Source.design()),
    REDIS_LOOKUP(
            27.8,
            "us",
            "Redis, a user's routes looked up",
            Source.measured("benchmarks/2026-11-21/jdk25-unicast-5000x2000.txt", "27.8 per push")),
    REDIS_APPEND(
            25,
            "us",
            "Redis, a message appended to its stream",
            Source.measured("operations/stores.md", "25 µs of Redis' processor")),
    REDIS_CONNECT(60, "us", "Redis, a session that begins and ends: 8 commands", Source.design()),
    REDIS_RENEWAL(10, "us", "Redis, a session's route renewed: 2 scripts", Source.design()),
    REDIS_COUNT(0.2, "us", "Redis, one room's count on one comet read", Source.design()),
    REDIS_SESSION(
            539,
            "bytes",
            "Redis, a session: route, its user's routes, its comet's set",
            Source.measured("benchmarks/2026-11-21/redis-bytes.txt", "539 bytes per session")),
    REDIS_USER(
            191,
            "bytes",
            "Redis, when a user was last seen",
            Source.measured("benchmarks/2026-11-21/redis-bytes.txt", "191 bytes per user")),
    REDIS_HEAD(
            440,
            "bytes",
            "Redis, a stream without messages",
            Source.measured("operations/stores.md", "takes 440 bytes")),
    REDIS_LOG(
            4_380,
            "bytes",
            "Redis, a stream's log with one message",
            Source.measured("benchmarks/2026-11-21/redis-bytes.txt", "4380 bytes per log")),
    REDIS_SMALL_LOG(
            768,
            "bytes",
            "the same with stream-node-max-bytes 512",
            Source.measured("benchmarks/2026-11-21/redis-bytes.txt", "768 bytes per log")),
    REDIS_MESSAGE(
            70,
            "bytes",
            "Redis, each further message of a log beside its payload",
            Source.measured("benchmarks/2026-11-21/redis-bytes.txt", "5937 bytes per log")),
    REDIS_ROOM(
            82,
            "bytes",
            "Redis, the count of one room on one comet",
            Source.measured("benchmarks/2026-11-21/redis-bytes.txt", "82 bytes per room")),
    STREAM_SIZE(1_000, "", "messages that a stream keeps", Source.key("halley.streams.users.size")),
    STREAM_TTL(3_600, "s", "how long it keeps them", Source.key("halley.streams.users.ttl")),
    FRAME_HEADER(28, "bytes", "header of a frame, and its place in a stream", Source.format()),
    PACKET(
            90,
            "bytes",
            "Ethernet, IPv4 and TCP around a frame, or an answer to one",
            Source.format()),
    DELIVERY_BYTES(
            200,
            "bytes",
            "a delivery of a job, and its answer, beside the payload",
            Source.design()),
    REST_BYTES(600, "bytes", "a push over REST beside its payload", Source.design()),
    REST_ANSWER(300, "bytes", "its answer", Source.design()),
    CONNECT_BYTES(1_500, "bytes", "a session that begins and ends, each way", Source.design()),
    RENEWAL_BYTES(400, "bytes", "a renewal at logic, each way", Source.design()),
    COUNT_BYTES(40, "bytes", "a room's count on one comet, from Redis", Source.design()),
    COMMAND_BYTES(200, "bytes", "a command of Redis beside a payload, each way", Source.design());

    private final double value;
    private final String unit;
    private final String what;
    private final Basis basis;
    private final String where;
    private final String quote;

    Constant(double value, String unit, String what, Source source) {
        this.value = value;
        this.unit = unit;
        this.what = what;
        this.basis = source.basis();
        this.where = source.where();
        this.quote = source.quote();
    }

    /** The figure, in {@link #unit()}. */
    public double value() {
        return value;
    }

    /** Unit of the figure; empty for a count or a part. */
    public String unit() {
        return unit;
    }

    /** Whose cost it is, and of what. */
    public String what() {
        return what;
    }

    /** A file under docs, or a key of the configuration, that says it; empty where there is none. */
    public String where() {
        return where;
    }

    /** What stands in that file; empty where it is none. */
    String quote() {
        return quote;
    }

    /** How far it is to be believed. */
    public Basis basis() {
        return basis;
    }

    /** Its name in output. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The time it stands for in seconds, where the unit is us. */
    double seconds() {
        return value * 1e-6;
    }
}

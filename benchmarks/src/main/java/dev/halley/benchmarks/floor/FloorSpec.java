package dev.halley.benchmarks.floor;

import static java.util.Objects.requireNonNull;

import dev.halley.benchmarks.floor.loop.FloorOrder;
import dev.halley.benchmarks.floor.loop.FrameBytes;
import dev.halley.benchmarks.floor.loop.Pace;
import dev.halley.benchmarks.spec.Check;
import dev.halley.benchmarks.spec.LoadShape;
import dev.halley.benchmarks.spec.RunLength;

/**
 * Everything that a run of the floor is made of.
 *
 * @param shape which writes
 * @param load how many connections, how often, how large; one room
 * @param duty part of its time that the loop spends writing; 1 for what is never merged
 * @param length how long
 * @param loops threads that receive
 */
record FloorSpec(FloorShape shape, LoadShape load, double duty, RunLength length, int loops) {

    /** Comet merges up to this into one buffer by default. */
    private static final int MOST_WRITE_BYTES = 64 * 1024;

    /** All of them are connections of one process, which may open so many files. */
    private static final int MOST_SESSIONS = 18_000;

    private static final double MOST_MESSAGES = 20_000_000;
    private static final double STILL_SECONDS = 5;

    /** Checks the ranges. */
    FloorSpec {
        requireNonNull(shape, "shape");
        Check.range("sessions", load.sessions(), 1, MOST_SESSIONS);
        Check.range("loops", loops, 1, 16);
        if (shape.merges()) {
            Check.range("duty", duty, 0.01, 1);
        } else if (duty != 1) {
            throw new IllegalArgumentException(
                    "duty: " + duty + " (expected: 1 or nothing, as frames are never merged)");
        }
        Check.range(
                "rate x (warmup + seconds)",
                load.rate() * (length.warmupSeconds() + length.seconds()),
                1,
                MOST_MESSAGES);
    }

    FloorOrder order() {
        int most = Math.max(1, MOST_WRITE_BYTES / messageBytes());
        return new FloorOrder(
                load.sessions(), load.payloadBytes(), new Pace(shape.merges() ? most : 1, duty));
    }

    int messageBytes() {
        return new FrameBytes(load.payloadBytes()).length();
    }

    long warmupMessages() {
        return Math.round(load.rate() * length.warmupSeconds());
    }

    long allMessages() {
        return warmupMessages() + Math.max(1, Math.round(load.rate() * length.seconds()));
    }

    long allDeliveries() {
        return allMessages() * load.sessions();
    }

    double stillSeconds() {
        return length.stillSeconds().orElse(STILL_SECONDS);
    }

    String title() {
        return "floor, %s: %d connections over TCP, %s messages/s for %s s after %s s of warm-up, %d bytes, duty %s"
                .formatted(
                        shape.word(),
                        load.sessions(),
                        load.rate(),
                        length.seconds(),
                        length.warmupSeconds(),
                        load.payloadBytes(),
                        duty);
    }
}

package dev.halley.benchmarks.floor;

import java.util.Locale;

/** Which writes the floor makes, with the load that the shape usually has. */
enum FloorShape {
    /** A broadcast now and then: one small frame to each connection, never merged. */
    FRAMES(5_000, 15, 64, 1),
    /** A busy room: messages merged by what waited while the loop kept to its duty. */
    ROOM(5_000, 200, 64, 0.5),
    /** As many deliveries as possible: many connections, short messages, merged. */
    MOST(18_000, 1_000, 24, 0.5);

    private final int sessions;
    private final double rate;
    private final int payloadBytes;
    private final double duty;

    FloorShape(int sessions, double rate, int payloadBytes, double duty) {
        this.sessions = sessions;
        this.rate = rate;
        this.payloadBytes = payloadBytes;
        this.duty = duty;
    }

    int sessions() {
        return sessions;
    }

    double rate() {
        return rate;
    }

    int payloadBytes() {
        return payloadBytes;
    }

    double duty() {
        return duty;
    }

    boolean merges() {
        return this != FRAMES;
    }

    /** As it is typed. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FloorShape parse(String word) {
        for (FloorShape shape : values()) {
            if (shape.word().equalsIgnoreCase(word)) {
                return shape;
            }
        }
        throw new IllegalArgumentException("shape: " + word + " (expected: frames, room or most)");
    }
}

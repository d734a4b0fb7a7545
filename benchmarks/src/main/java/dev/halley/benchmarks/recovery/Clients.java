package dev.halley.benchmarks.recovery;

import dev.halley.wire.FrameHeader;
import java.util.Optional;

/**
 * What all sessions of a run have in common.
 *
 * @param version of the protocol, 1 or 2
 * @param cuts when the harness cuts them itself, again and again; empty: never
 */
public record Clients(int version, Optional<CutPlan> cuts) {

    /** Checks the version. */
    public Clients {
        if (version != FrameHeader.VERSION_1 && version != FrameHeader.VERSION_2) {
            throw new IllegalArgumentException("protocol: " + version + " (expected: 1 or 2)");
        }
    }

    /** Clients of this version that the harness does not cut. */
    public static Clients of(int version) {
        return new Clients(version, Optional.empty());
    }

    /** Whether they speak version 2, and so have streams. */
    public boolean streams() {
        return version == FrameHeader.VERSION_2;
    }
}

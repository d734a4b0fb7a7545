package dev.halley.comet.contract;

import dev.halley.api.record.StreamPosition;
import dev.halley.comet.frames.Lineage;
import dev.halley.comet.frames.Lineage.Former;
import dev.halley.comet.streams.StreamPoint;

/** Reads where others say that streams are. */
public final class StreamPlaces {
    private StreamPlaces() {}

    /** A place. */
    public static StreamPoint point(StreamPosition position) {
        return new StreamPoint(position.getEpoch(), position.getOffset(), lineage(position));
    }

    /** The epochs before the one of a place. */
    static Lineage lineage(StreamPosition position) {
        return position.hasLineage() ? lineage(position.getLineage()) : Lineage.UNKNOWN;
    }

    /** Epochs that are over. */
    public static Lineage lineage(dev.halley.api.record.Lineage lineage) {
        return Lineage.of(
                lineage.getFormerList().stream()
                        .map(former -> new Former(former.getEpoch(), former.getLast()))
                        .toList());
    }
}

package dev.halley.logic.reading;

import static java.util.Objects.requireNonNull;

import dev.halley.api.record.StreamPosition;
import dev.halley.logic.reading.Acknowledged.Result;
import dev.halley.logic.streams.StreamTip;
import dev.halley.runtime.streams.StreamName;
import java.util.Optional;

/**
 * How far a user has read a stream. Who has read nothing of the present epoch stands before the first
 * message that is kept.
 *
 * @param stream which one
 * @param tip where it ends
 * @param offset of the last message that was read, in the tip's epoch
 */
public record Reading(StreamName stream, StreamTip tip, long offset) {
    /** Checks that nothing is missing. */
    public Reading {
        requireNonNull(stream, "stream");
        requireNonNull(tip, "tip");
    }

    /** The same as it stands in Redis: {@code epoch:offset}, or anything else for nothing. */
    static Reading of(StreamName stream, StreamTip tip, String stored) {
        String epoch = Integer.toUnsignedString(tip.epoch()) + ":";
        if (tip.exists() && stored.startsWith(epoch)) {
            return new Reading(stream, tip, Long.parseLong(stored.substring(epoch.length())));
        }
        return new Reading(stream, tip, Math.max(0, tip.first() - 1));
    }

    /** Why this place is none to move on to; empty: it is one. */
    Optional<Result> refuses(ReadPositions.Place place) {
        if (!tip.exists() || place.epoch() != tip.epoch()) {
            return Optional.of(Result.OTHER_EPOCH);
        }
        if (place.offset() > tip.last()) {
            return Optional.of(Result.BEYOND_TIP);
        }
        return place.offset() <= offset ? Optional.of(Result.NOT_HIGHER) : Optional.empty();
    }

    /** Messages that are not read yet. */
    public long unread() {
        return Math.max(0, tip.last() - offset);
    }

    /** Where the stream ends; empty when there is no stream. */
    public Optional<StreamPosition> end() {
        return position(tip.last());
    }

    /** Up to where it was read; empty when there is no stream. */
    public Optional<StreamPosition> read() {
        return position(offset);
    }

    private Optional<StreamPosition> position(long at) {
        return tip.exists()
                ? Optional.of(
                        StreamPosition.newBuilder()
                                .setStream(stream.text())
                                .setEpoch(tip.epoch())
                                .setOffset(at)
                                .build())
                : Optional.empty();
    }
}

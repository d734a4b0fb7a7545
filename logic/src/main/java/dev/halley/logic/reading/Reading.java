package dev.halley.logic.reading;

import static java.util.Objects.requireNonNull;

import dev.halley.api.record.StreamPosition;
import dev.halley.logic.reading.Acknowledged.Result;
import dev.halley.logic.streams.StreamTip;
import dev.halley.runtime.streams.StreamName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a user has read a stream. Who has read nothing of the present epoch, nor of what it has kept
 * of those before it, stands before the first message that is kept.
 *
 * @param stream which one
 * @param tip where it ends
 * @param offset of the last message that was read, in the tip's epoch
 */
public record Reading(StreamName stream, StreamTip tip, long offset) {
    private static final Pattern STORED = Pattern.compile("(\\d{1,10}):(\\d{1,18})");

    /** Checks that nothing is missing. */
    public Reading {
        requireNonNull(stream, "stream");
        requireNonNull(tip, "tip");
    }

    /** The same as it stands in Redis: {@code epoch:offset}, or anything else for nothing. */
    static Reading of(StreamName stream, StreamTip tip, String stored) {
        Matcher at = STORED.matcher(stored);
        long offset =
                at.matches()
                        ? tip.kept(
                                Integer.parseUnsignedInt(at.group(1)), Long.parseLong(at.group(2)))
                        : StreamTip.NOT_KEPT;
        boolean kept = tip.exists() && offset != StreamTip.NOT_KEPT;
        return new Reading(stream, tip, kept ? offset : Math.max(0, tip.first() - 1));
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
        return tip.exists() ? Optional.of(tip.position(stream)) : Optional.empty();
    }

    /** Up to where it was read; empty when there is no stream. */
    public Optional<StreamPosition> read() {
        return tip.exists()
                ? Optional.of(
                        StreamPosition.newBuilder()
                                .setStream(stream.text())
                                .setEpoch(tip.epoch())
                                .setOffset(offset)
                                .build())
                : Optional.empty();
    }
}

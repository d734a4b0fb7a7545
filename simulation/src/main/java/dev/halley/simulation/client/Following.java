package dev.halley.simulation.client;

import dev.halley.comet.frames.Place;
import dev.halley.comet.streams.JoinedRoom;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.sdk.positions.Answer;
import dev.halley.sdk.positions.Gap;
import dev.halley.sdk.positions.Step;
import dev.halley.sdk.positions.StreamPosition;
import dev.halley.sdk.positions.StreamPositions;
import dev.halley.simulation.around.Around;
import dev.halley.simulation.check.Follower;
import dev.halley.simulation.check.Violation;
import dev.halley.simulation.redis.StreamSlice;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far a client is in each stream, as the SDK keeps it, and what its application was handed. */
final class Following {
    private final Around around;
    private final String client;
    private final StreamPositions positions = new StreamPositions(Map.of());
    private final Map<String, Follower> followers = new HashMap<>();

    Following(Around around, String client) {
        this.around = around;
        this.client = client;
    }

    /** What to ask from; null: nothing. */
    @Nullable StreamPoint ask(String stream) {
        return positions
                .ask(stream)
                .map(at -> new StreamPoint(at.epoch(), at.offset()))
                .orElse(null);
    }

    /** The connection is gone. */
    void disconnected() {
        positions.withdrawAll();
    }

    void forget(String stream) {
        positions.forget(stream);
        followers.remove(stream);
    }

    /** All is quiet: it must be where each stream ends, unless Redis has lost that. */
    void quiet(Set<String> streams) {
        for (String stream : streams) {
            StreamSlice tip = around.redis().streams().peek(stream);
            StreamPosition at = positions.of(stream).orElse(null);
            if (tip != null && at != null && isBehind(stream, at, tip)) {
                throw new Violation(
                        "%s is at %s of %s, which ends at %d/%d"
                                .formatted(client, at, stream, tip.epoch(), tip.last()));
            }
        }
    }

    private boolean isBehind(String stream, StreamPosition at, StreamSlice tip) {
        return at.epoch() == tip.epoch()
                ? at.offset() < tip.last()
                : !around.redis().streams().isLater(stream, at.epoch(), tip.epoch());
    }

    private Follower of(String stream) {
        return followers.computeIfAbsent(stream, s -> new Follower(client, s));
    }

    /** The server has said how a stream stands. */
    void answered(String stream, JoinedRoom joined) {
        Answer answer =
                positions.answer(stream, joined.recovered(), joined.epoch(), joined.offset());
        if (answer == Answer.LOST || answer == Answer.BEGUN) {
            of(stream).loads(joined.epoch(), joined.offset());
        }
        around.schedule().history().add(() -> client + " " + answer + " in " + stream);
    }

    /** A message has come. */
    void message(String stream, Place place, long messageId) {
        if (place.isNone()) {
            return;
        }
        Step step = positions.offer(stream, place.epoch(), place.offset());
        if (step == Step.STALE && around.wiring().dropsWhatIsNotHigher()) {
            return;
        }
        Long there = around.redis().streams().at(stream, place.epoch(), place.offset());
        if (there != null && there != messageId) {
            throw new Violation(client + " got " + messageId + " at " + place + ": " + there);
        }
        if (step == Step.UNPROVEN) {
            // The application is told that the stream is not recovered up to here.
            of(stream).loads(place.epoch(), place.offset() - 1);
        }
        around.ledger().handed(of(stream), messageId, place.epoch(), place.offset());
    }

    /** Messages will not come. */
    void gap(String stream, dev.halley.comet.streams.Gap gap) {
        if (positions.gap(new Gap(stream, gap.epoch(), gap.from(), gap.to())).isPresent()) {
            of(stream).told(gap.epoch(), gap.from(), gap.to());
        }
    }
}

package dev.halley.logic.rpc;

import static java.util.Objects.requireNonNull;

import dev.halley.api.record.StreamPosition;
import dev.halley.logic.reading.ReadPositions;
import dev.halley.logic.reading.Reading;
import dev.halley.logic.redis.Question;
import dev.halley.logic.registry.SessionRoute;
import dev.halley.logic.streams.StreamStore;
import dev.halley.logic.streams.StreamTip;
import dev.halley.runtime.streams.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What comets are told of the streams of sessions' users. Thread-safe and without blocking. */
public final class SessionStreams {
    private final StreamStore streams;
    private final ReadPositions positions;

    /** Out of these. */
    public SessionStreams(StreamStore streams, ReadPositions positions) {
        this.streams = requireNonNull(streams, "streams");
        this.positions = requireNonNull(positions, "positions");
    }

    /** How far a user who connects has read, and where its stream ends; empty for nobody. */
    CompletionStage<Optional<Reading>> opened(String app, String user) {
        return user.isEmpty()
                ? CompletableFuture.completedFuture(Optional.empty())
                : positions.begin(app, user).thenApply(Optional::of);
    }

    /**
     * {@link #opened} as a question that may be asked with the registration; empty: it is to be asked
     * behind it.
     */
    Optional<Question<Reading>> opening(String app, String user) {
        return user.isEmpty() ? Optional.empty() : positions.beginning(app, user);
    }

    /** Where the streams of these users end, each once, without those that have none. */
    CompletionStage<List<StreamPosition>> tips(String app, List<SessionRoute> sessions) {
        List<StreamName> names =
                sessions.stream()
                        .map(SessionRoute::user)
                        .filter(user -> !user.isEmpty())
                        .distinct()
                        .map(StreamName::ofUser)
                        .toList();
        return streams.knownTips(app, names).thenApply(tips -> there(names, tips));
    }

    private static List<StreamPosition> there(List<StreamName> names, List<StreamTip> tips) {
        List<StreamPosition> positions = new ArrayList<>(tips.size());
        for (int i = 0; i < tips.size(); i++) {
            if (tips.get(i).exists()) {
                positions.add(tips.get(i).position(names.get(i)));
            }
        }
        return positions;
    }
}

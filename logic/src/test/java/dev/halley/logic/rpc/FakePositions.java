package dev.halley.logic.rpc;

import dev.halley.logic.reading.Acknowledged;
import dev.halley.logic.reading.ReadPositions;
import dev.halley.logic.reading.Reading;
import dev.halley.logic.redis.Question;
import dev.halley.logic.streams.StreamTip;
import dev.halley.runtime.streams.StreamName;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Every user has read up to 3 of 4 messages. */
final class FakePositions implements ReadPositions {
    private static final StreamTip TIP = new StreamTip(9, 1, 4);

    Acknowledged.Result result = Acknowledged.Result.MOVED;
    RuntimeException failure;

    /** What may be asked with the registration. */
    Optional<Question<Reading>> question = Optional.empty();

    private <T> CompletionStage<T> answer(T value) {
        return failure == null
                ? CompletableFuture.completedFuture(value)
                : CompletableFuture.failedFuture(failure);
    }

    @Override
    public CompletionStage<Reading> begin(String app, String user) {
        return of(app, user);
    }

    @Override
    public Optional<Question<Reading>> beginning(String app, String user) {
        return question;
    }

    @Override
    public CompletionStage<Reading> of(String app, String user) {
        return answer(new Reading(StreamName.ofUser(user), TIP, 3));
    }

    @Override
    public CompletionStage<Acknowledged> acknowledge(String app, String user, Place place) {
        return answer(new Acknowledged(result, new Reading(place.stream(), TIP, 3)));
    }
}

package dev.halley.sdk.positions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A client with its positions, watched: {@code covered} is how far the application has everything,
 * or was told that it has not.
 */
final class WatchedClient {

    private static final String STREAM = "s";

    private final StreamPositions positions = new StreamPositions(Map.of());
    private final Predicate<StreamPosition> visible;
    private @Nullable StreamPosition covered;

    WatchedClient(Predicate<StreamPosition> visible) {
        this.visible = visible;
    }

    Optional<StreamPosition> ask() {
        return positions.ask(STREAM);
    }

    void cut() {
        positions.withdrawAll();
    }

    @Nullable StreamPosition covered() {
        return covered;
    }

    void offer(StreamPosition place) {
        Step step = positions.offer(STREAM, place.epoch(), place.offset());
        if (step == Step.STALE) {
            assertThat(covered).isNotNull();
            assertThat(covered.epoch()).isEqualTo(place.epoch());
            assertThat(covered.offset()).isGreaterThanOrEqualTo(place.offset());
            return;
        }
        cover(step, place);
    }

    void moved(StreamPosition place) {
        Step step = positions.moved(STREAM, place);
        if (step != Step.STALE) {
            cover(step, place);
        }
    }

    void gap(Gap gap) {
        positions.gap(gap).ifPresent(told -> covered = new StreamPosition(told.epoch(), told.to()));
    }

    void answer(boolean recovered, StreamPosition at) {
        Answer answer = positions.answer(STREAM, recovered, at.epoch(), at.offset());
        if (answer == Answer.LOST || answer == Answer.BEGUN) {
            covered = at;
        }
    }

    /** Nothing visible may lie between what is covered and this place. */
    private void cover(Step step, StreamPosition place) {
        if (step == Step.AHEAD && covered != null) {
            assertThat(place.epoch()).isEqualTo(covered.epoch());
            assertThat(place.offset()).isGreaterThan(covered.offset());
            for (long offset = covered.offset() + 1; offset < place.offset(); offset++) {
                assertThat(visible.test(new StreamPosition(place.epoch(), offset))).isFalse();
            }
        }
        covered = place;
    }
}

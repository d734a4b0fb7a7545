package dev.halley.simulation.schedule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What happened, in order. Texts are built only when somebody wants them: a run that nobody looks at
 * keeps nothing.
 */
public final class History {
    private static final int KEPT = 400_000;

    private final boolean wanted;
    private final Deque<String> lines = new ArrayDeque<>();
    private @Nullable Schedule schedule;

    /**
     * Nothing has happened yet.
     *
     * @param wanted whether to keep anything; the oldest lines go when there are too many
     */
    public History(boolean wanted) {
        this.wanted = wanted;
    }

    void of(Schedule owner) {
        schedule = owner;
    }

    /** Adds a line, with the step and the time in front. */
    public void add(Supplier<String> text) {
        Schedule time = schedule;
        if (!wanted || time == null) {
            return;
        }
        if (lines.size() == KEPT) {
            lines.remove();
        }
        lines.add(
                "%6d %10.3f ms  %s"
                        .formatted(time.steps(), time.nanos() / 1_000_000.0, text.get()));
    }

    /** All lines that are kept, oldest first. */
    public Iterable<String> lines() {
        return lines;
    }
}

package dev.halley.simulation.comet;

import dev.halley.comet.frames.Message;
import dev.halley.comet.streams.StreamPage;
import dev.halley.comet.streams.StreamPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a client has missed of one stream, page by page, until it has reached a place. All of
 * it or none: half of it would be a hole.
 */
final class Recovery {
    private final Reads reads;
    private final String stream;
    private final StreamPoint after;
    private final LongSupplier goal;
    private final Consumer<@Nullable Recovery> done;
    private final List<Message> collected = new ArrayList<>();
    private StreamPoint end;

    /**
     * Has collected nothing.
     *
     * @param goal the offset to reach, which may rise meanwhile
     * @param done told when it is reached; null: it cannot be
     */
    Recovery(
            Reads reads,
            String stream,
            StreamPoint after,
            LongSupplier goal,
            Consumer<@Nullable Recovery> done) {
        this.reads = reads;
        this.stream = stream;
        this.after = after;
        this.goal = goal;
        this.done = done;
        this.end = after;
    }

    void begin() {
        if (end.offset() >= goal.getAsLong()) {
            done.accept(this);
            return;
        }
        reads.catchUp(stream, end.offset(), this::take);
    }

    private void take(StreamPage page) {
        boolean whole =
                page.epoch() == after.epoch()
                        && page.first() <= end.offset() + 1
                        && !page.messages().isEmpty();
        if (!whole) {
            done.accept(null);
            return;
        }
        collected.addAll(page.messages());
        end = new StreamPoint(after.epoch(), end.offset() + page.messages().size());
        begin();
    }

    List<Message> collected() {
        return collected;
    }

    /** The last that was collected. */
    StreamPoint end() {
        return end;
    }
}

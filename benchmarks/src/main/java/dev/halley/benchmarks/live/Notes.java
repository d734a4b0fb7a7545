package dev.halley.benchmarks.live;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** Takes lines that say how far a run is. Any thread may call. */
@FunctionalInterface
public interface Notes extends Consumer<String> {

    /**
     * Shows one line that is written anew while the run goes on; here nothing, as nobody looks.
     *
     * @param line what it says now; asked by another thread, about once a second
     * @return to be closed when it says nothing new any more
     */
    default LiveLine live(Supplier<String> line) {
        return () -> {};
    }
}

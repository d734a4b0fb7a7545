package dev.halley.benchmarks.steps;

import java.util.List;

/** Does something with the server's nodes. */
@FunctionalInterface
public interface StepRunner {

    /**
     * Does it; blocks until it is done.
     *
     * @param words what to do: {@code kill}, {@code job-1}
     * @return 0: done
     */
    int run(List<String> words);
}

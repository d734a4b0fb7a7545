package dev.halley.benchmarks.spec;

/** The server under load: where it is, and which processes it is made of. */
@FunctionalInterface
public interface Server {

    /**
     * How it is seen now. Asked again while the run goes on, as nodes come and go. Blocks at most
     * for the reading of a small file.
     *
     * @throws IllegalArgumentException if it cannot be seen, with the reason
     */
    ServerView look();
}

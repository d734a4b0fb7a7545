package dev.halley.job.record;

/** Counts what happens to records. Called on the thread that owns the pipelines; never blocks. */
public interface Tally {
    /** A record is done with. */
    void record(Target target, Outcome outcome);

    /** A delivery message, or all parts of one, was handed to the stream of this comet. */
    void sent(String comet);

    /** Something happened this many times. */
    void incident(Incident incident, int times);

    /** A stage took this long; below zero (clocks differ) counts as zero. */
    void stage(Stage stage, long nanos);
}

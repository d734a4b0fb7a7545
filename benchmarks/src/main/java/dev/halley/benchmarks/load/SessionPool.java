package dev.halley.benchmarks.load;

import dev.halley.benchmarks.audit.Missing;
import dev.halley.benchmarks.audit.PushedSequences;
import dev.halley.benchmarks.storm.LatencyTrace;
import java.util.List;

/**
 * All sessions of a run. Used by one thread. Every method throws {@link LostLoadException} when a
 * part of the sessions is gone with its process; that of {@link #close()} does not.
 */
public interface SessionPool extends AutoCloseable {

    /** Begins to dial. */
    void start();

    /** How far it is. */
    Standing standing();

    /** Sessions that authenticated at some time. */
    default int online() {
        return standing().online();
    }

    /** Sessions that are online now, a little late. */
    default int present() {
        return standing().present();
    }

    /** How far the run is. */
    default Progress progress() {
        return standing().progress();
    }

    /** The measured part begins: further processes of the load watch how late they wake. */
    default void measure() {}

    /** The harness itself cuts nobody any more. */
    void stopCutting();

    /** Cuts every session of a target, at once as far as threads can. */
    void cutAllOf(int target);

    /** What went wrong with sessions, in words. */
    List<String> troubles();

    /** Sessions of each target that came online; once all are online or have failed. */
    int[] members(int targets);

    /** Ends every session; the counts stand still from here on. */
    void stop();

    /** What was counted; after {@link #stop()}. */
    LoadReport report();

    /** The latencies of the traced target; after {@link #stop()}. */
    LatencyTrace trace();

    /** What did not come to the sessions that were online at some time; after {@link #stop()}. */
    Missing.Totals missing(PushedSequences pushed);

    /** Stops what {@link #stop()} has not, and leaves nothing behind. */
    @Override
    void close();
}

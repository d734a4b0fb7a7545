package dev.halley.job.append;

/**
 * What is remembered of a stream since the last append: where it ends, and what else whoever appended
 * wants to have back with the next request.
 */
public interface StreamEnd {
    /** Where the stream ends. */
    StreamTip tip();
}

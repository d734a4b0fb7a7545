package dev.halley.comet.frames;

/**
 * When a push passed the stages on its way, in microseconds since 1970.
 *
 * @param acceptedUs logic took it
 * @param sentUs job handed it to its stream with this comet
 * @param receivedUs this comet read it
 */
public record StageTimes(long acceptedUs, long sentUs, long receivedUs) {}

package dev.halley.comet.streams;

/**
 * How far somebody is in a stream.
 *
 * @param epoch incarnation of the stream, above 0
 * @param offset of the last message seen; 0: none
 */
public record StreamPoint(int epoch, long offset) {}

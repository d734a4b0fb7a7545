package dev.halley.comet.streams;

/**
 * Messages of a stream that will not come.
 *
 * @param epoch the stream's epoch behind the gap
 * @param from offset of the first
 * @param to offset of the last; {@code from - 1}: the epoch has changed, and how many are missing
 *     cannot be said
 */
public record Gap(int epoch, long from, long to) {
    /** How many messages are known to be missing. */
    public long size() {
        return to - from + 1;
    }
}

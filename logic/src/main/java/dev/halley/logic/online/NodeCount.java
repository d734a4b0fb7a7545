package dev.halley.logic.online;

/**
 * What one comet node holds.
 *
 * @param sessions on it
 * @param addresses distinct remote addresses on it
 */
public record NodeCount(int sessions, int addresses) {
    /** A node that has not reported. */
    public static final NodeCount NONE = new NodeCount(0, 0);
}

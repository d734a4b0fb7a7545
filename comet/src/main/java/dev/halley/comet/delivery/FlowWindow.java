package dev.halley.comet.delivery;

/**
 * How much one job may have unfinished here. While it is full nothing more is asked of the stream;
 * what was asked for before still comes. Broadcasts have a window of their own, so that one that
 * takes minutes does not hold up rooms and direct pushes.
 */
public final class FlowWindow {
    private final int maxRecords;
    private final long maxBytes;
    private int records;
    private long bytes;

    /**
     * An empty window.
     *
     * @param maxRecords messages above which it is full
     * @param maxBytes bytes above which it is full
     */
    public FlowWindow(int maxRecords, long maxBytes) {
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
    }

    /** Whether more may be asked for. */
    public boolean isOpen() {
        return records < maxRecords && bytes < maxBytes;
    }

    /** A message of this size has come. */
    public void take(long size) {
        records++;
        bytes += size;
    }

    /** One of this size is dealt with. */
    public void giveBack(long size) {
        records--;
        bytes -= size;
    }

    /** Messages in it. */
    public int records() {
        return records;
    }

    /** Bytes in it. */
    public long bytes() {
        return bytes;
    }
}

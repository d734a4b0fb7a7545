package dev.halley.comet.streams;

import static java.util.Objects.requireNonNull;

/**
 * Where shards look for messages of streams that did not come, or came before somebody joined.
 *
 * @param recent what this node has had lately
 * @param reads the streams themselves
 * @param tips what is made of word of where a stream ends
 */
public record StreamSources(RecentMessages recent, StreamReads reads, TipBelief tips) {
    public StreamSources {
        requireNonNull(recent, "recent");
        requireNonNull(reads, "reads");
        requireNonNull(tips, "tips");
    }

    /** With {@link TipBelief#DEFAULT}. */
    public StreamSources(RecentMessages recent, StreamReads reads) {
        this(recent, reads, TipBelief.DEFAULT);
    }

    /** Nothing is kept and nothing can be read: for a node whose streams are switched off. */
    public static StreamSources none() {
        return new StreamSources(new RecentMessages(0), StreamReads.NONE);
    }
}

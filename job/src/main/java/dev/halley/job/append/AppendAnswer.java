package dev.halley.job.append;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request.
 *
 * @param end where the stream ends now; without an epoch when nothing was appended and the head is
 *     one that would not be continued, since some of it may be lost
 * @param epoch of the results
 * @param results one for each message, in order
 * @param unproved the replication id of Redis, if nothing was done, because what is remembered would
 *     prove that Redis lost nothing under it, and the partition may be another job's by now
 */
public record AppendAnswer(
        StreamEnd end, AppendEpoch epoch, List<AppendResult> results, @Nullable String unproved) {
    /** Takes a copy of the list. */
    public AppendAnswer {
        results = List.copyOf(results);
    }

    /** Of a request that was run. */
    public AppendAnswer(StreamEnd end, AppendEpoch epoch, List<AppendResult> results) {
        this(end, epoch, results, null);
    }

    /** The same, with this to be remembered of the stream. */
    public AppendAnswer with(StreamEnd remembered) {
        return new AppendAnswer(remembered, epoch, results, unproved);
    }

    /** Where the stream ends now. */
    public StreamTip tip() {
        return end.tip();
    }

    /** Of one that is to be sent again with a proof under this replication id. */
    public static AppendAnswer unproved(String master) {
        AppendEpoch none = new AppendEpoch(0, false, null);
        return new AppendAnswer(StreamTip.UNKNOWN, none, List.of(), master);
    }
}

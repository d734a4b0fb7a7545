package dev.halley.job.append;

import java.util.List;

/**
 * What became of a request.
 *
 * @param tip where the stream ends now; without an epoch when nothing was appended and the head is
 *     one that would not be continued, since some of it may be lost
 * @param epoch of the results
 * @param results one for each message, in order
 */
public record AppendAnswer(StreamTip tip, AppendEpoch epoch, List<AppendResult> results) {
    /** Takes a copy of the list. */
    public AppendAnswer {
        results = List.copyOf(results);
    }
}

package dev.halley.job.append;

import java.util.List;

/**
 * What became of a request.
 *
 * @param tip where the stream ends now; {@link StreamTip#UNKNOWN} when nothing was appended and the
 *     head is of another incarnation of Redis, which may have lost some of it
 * @param epochBegun whether a new epoch began
 * @param results one for each message, in order
 */
public record AppendAnswer(StreamTip tip, boolean epochBegun, List<AppendResult> results) {
    /** Takes a copy of the list. */
    public AppendAnswer {
        results = List.copyOf(results);
    }
}

package dev.halley.job.append;

import dev.halley.job.record.LogId;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Places;
import java.util.List;

/** What {@link StreamAppends} want done. Called from within their methods; must not call back. */
public interface AppendActions {
    /**
     * Sends requests, each for another stream, in any order. {@link StreamAppends#answered} or {@link
     * StreamAppends#failed} answers each, once.
     */
    void append(List<AppendRequest> requests);

    /**
     * Shows by a commit that a partition is still this job's, and then calls {@link
     * StreamAppends#proved}; never, if it is not.
     */
    void prove(LogId log, String master);

    /** A record has all its places. */
    void appended(PendingRecord record, Places places);
}

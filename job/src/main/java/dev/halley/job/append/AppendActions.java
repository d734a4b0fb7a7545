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
     * All that this record has to be appended is among the requests that were just sent, for the first
     * time. What is asked on the same connection behind them is answered as of after it, if they
     * succeed; called before any of them is answered.
     */
    void asked(PendingRecord record);

    /**
     * Shows by a commit that a partition is still this job's, and then calls {@link
     * StreamAppends#proved}; never, if it is not.
     */
    void prove(LogId log, String since);

    /** A record has all its places. */
    void appended(PendingRecord record, Places places);
}

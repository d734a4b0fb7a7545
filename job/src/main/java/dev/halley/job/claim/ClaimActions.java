package dev.halley.job.claim;

import dev.halley.job.record.PendingRecord;
import java.util.List;

/** What {@link Claims} want done. Called from within their methods; must not call back. */
public interface ClaimActions {
    /** Asks Redis; {@link Claims#answered} or {@link Claims#failed} answers each, once. */
    void claim(List<ClaimRequest> requests);

    /** It is known whether a record is to be delivered. */
    void claimed(PendingRecord record, boolean first);
}

package dev.halley.job.append;

import dev.halley.job.record.LogId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Under which replication ids of Redis it was shown of each partition that it is this job's. There is
 * one id for each master, and a new one when that starts again. Bounded: of a partition the last
 * {@value #MOST} count, and an older one is asked for again. Owned by one thread.
 */
final class OwnershipProofs {
    /** They go with every append; masters that have long started again are among them. */
    static final int MOST = 16;

    private final Map<LogId, Proofs> proofs = new HashMap<>();

    private final Consumer<AppendIncident> tally;

    OwnershipProofs(Consumer<AppendIncident> tally) {
        this.tally = tally;
    }

    /** Whether it was given. */
    boolean has(LogId log, String master) {
        Proofs of = proofs.get(log);
        return of != null && of.proved.contains(master);
    }

    /** Whether it is to be asked for: false, if it was already. */
    boolean ask(LogId log, String master) {
        return proofs.computeIfAbsent(log, any -> new Proofs()).asked.add(master);
    }

    /** It was given; ignored, if it was not asked for since the partition came. */
    void given(LogId log, String master) {
        Proofs of = proofs.get(log);
        if (of != null && of.asked.remove(master)) {
            of.proved.add(master);
            if (of.proved.size() > MOST) {
                of.proved.remove();
                tally.accept(AppendIncident.PROOF_FORGOTTEN);
            }
            of.text = String.join(" ", of.proved);
        }
    }

    /** The ids of a partition, separated by spaces. */
    String of(LogId log) {
        Proofs of = proofs.get(log);
        return of == null ? "" : of.text;
    }

    /** The partition is another's, or comes again. */
    void forget(LogId log) {
        proofs.remove(log);
    }

    private static final class Proofs {
        private final Set<String> asked = new HashSet<>();
        private final Deque<String> proved = new ArrayDeque<>();
        private String text = "";
    }
}

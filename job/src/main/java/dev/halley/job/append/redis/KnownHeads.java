package dev.halley.job.append.redis;

import dev.halley.job.append.AppendAnswer;
import dev.halley.job.append.AppendIncident;
import dev.halley.job.append.AppendRequest;
import dev.halley.job.append.AppendTarget;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Heads of streams as this job wrote them last, so that the next append need not read them. Bounded:
 * past the bound the one used longest ago is forgotten, and costs the next append a reading. Owned by
 * one thread.
 */
final class KnownHeads {
    private static final int FIRST_CAPACITY = 16;
    private static final float LOAD = 0.75f;

    private final int most;
    private final Consumer<AppendIncident> tally;
    private final Map<AppendTarget, KnownHead> heads =
            new LinkedHashMap<>(FIRST_CAPACITY, LOAD, true);

    KnownHeads(int most, Consumer<AppendIncident> tally) {
        this.most = most;
        this.tally = tally;
    }

    /** The append that this request is in the usual case; empty: it is not known whether it is. */
    Optional<KnownAppend> append(AppendRequest request, String master) {
        KnownHead before = heads.get(request.target());
        return before == null
                ? Optional.empty()
                : before.after(request, master)
                        .map(after -> new KnownAppend(request, before, after));
    }

    /** The whole script has answered, and says that this is what the head is now. */
    void answered(AppendRequest request, String master, AppendAnswer answer, String state) {
        Optional<KnownHead> head = KnownHead.of(request, master, answer, state);
        if (head.isPresent()) {
            keep(request.target(), head.get());
        } else {
            forget(request.target());
        }
    }

    void keep(AppendTarget target, KnownHead head) {
        heads.put(target, head);
        if (heads.size() > most) {
            heads.remove(heads.keySet().iterator().next());
            tally.accept(AppendIncident.HEAD_FORGOTTEN);
        }
    }

    void forget(AppendTarget target) {
        heads.remove(target);
    }
}

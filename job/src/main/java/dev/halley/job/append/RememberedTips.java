package dev.halley.job.append;

import dev.halley.job.record.LogId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Where streams ended when this job appended to them last. It is proof only while nobody else
 * appends: what came from a partition is forgotten with it. Bounded; owned by one thread.
 */
final class RememberedTips {
    private static final int FIRST_CAPACITY = 16;
    private static final float LOAD = 0.75f;

    private final int most;
    private final Consumer<AppendIncident> tally;
    private final Map<Key, StreamEnd> tips = new LinkedHashMap<>(FIRST_CAPACITY, LOAD, true);

    RememberedTips(int most, Consumer<AppendIncident> tally) {
        this.most = most;
        this.tally = tally;
    }

    StreamEnd of(LogId log, AppendTarget target) {
        return tips.getOrDefault(new Key(log, target), StreamTip.UNKNOWN);
    }

    void answered(LogId log, AppendTarget target, StreamEnd end) {
        tips.put(new Key(log, target), end);
        if (tips.size() > most) {
            tips.remove(tips.keySet().iterator().next());
            tally.accept(AppendIncident.TIP_FORGOTTEN);
        }
    }

    /** A request was not done, or may have been: of the stream only its end is remembered. */
    void onlyTip(LogId log, AppendTarget target) {
        tips.computeIfPresent(new Key(log, target), (key, end) -> end.tip());
    }

    void forget(LogId log) {
        tips.keySet().removeIf(key -> key.log().equals(log));
    }

    void forgetAll() {
        tips.clear();
    }

    private record Key(LogId log, AppendTarget target) {}
}

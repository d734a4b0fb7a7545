package dev.halley.sdk.listening;

import dev.halley.sdk.positions.PositionStore;
import dev.halley.sdk.positions.StreamPosition;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the application's position store; what it throws is counted and logged, once it runs. */
public final class GuardedStore implements PositionStore {

    private static final Logger log = LoggerFactory.getLogger(GuardedStore.class);

    private final PositionStore store;
    private final ClientCounters counters;

    /** Guards a store. */
    public GuardedStore(PositionStore store, ClientCounters counters) {
        this.store = store;
        this.counters = counters;
    }

    /** Not guarded: a client that cannot know where it was must not begin. */
    @Override
    public Map<String, StreamPosition> load() {
        return store.load();
    }

    @Override
    public void save(String stream, StreamPosition position) {
        run(() -> store.save(stream, position));
    }

    @Override
    public void forget(String stream) {
        run(() -> store.forget(stream));
    }

    private void run(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            counters.listenerErrors.increment();
            log.atWarn().setCause(e).log("position store failed");
        }
    }
}

package dev.halley.sdk.session;

import dev.halley.sdk.ClientListener;
import dev.halley.sdk.ClientState;
import dev.halley.sdk.Disconnect;
import dev.halley.sdk.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the application's listener; what it throws is counted and logged, and goes no further. */
final class GuardedListener implements ClientListener {

    private static final Logger log = LoggerFactory.getLogger(GuardedListener.class);

    private final ClientListener listener;
    private final ClientCounters counters;

    GuardedListener(ClientListener listener, ClientCounters counters) {
        this.listener = listener;
        this.counters = counters;
    }

    @Override
    public void onMessage(Message message) {
        counters.messages.increment();
        run(() -> listener.onMessage(message));
    }

    @Override
    public void onState(ClientState from, ClientState to) {
        run(() -> listener.onState(from, to));
    }

    @Override
    public void onHeartbeat(int roomMembers) {
        run(() -> listener.onHeartbeat(roomMembers));
    }

    @Override
    public void onDisconnect(Disconnect disconnect) {
        run(() -> listener.onDisconnect(disconnect));
    }

    private void run(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            counters.listenerErrors.increment();
            log.atWarn().setCause(e).log("client listener failed");
        }
    }
}

package dev.halley.sdk.listening;

import dev.halley.sdk.ClientListener;
import dev.halley.sdk.ClientState;
import dev.halley.sdk.Disconnect;
import dev.halley.sdk.Message;
import dev.halley.sdk.events.RoomAnswer;
import dev.halley.sdk.events.ServerError;
import dev.halley.sdk.events.SessionStart;
import dev.halley.sdk.events.StreamAnswer;
import dev.halley.sdk.positions.Gap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the application's listener; what it throws is counted and logged, and goes no further. */
public final class GuardedListener implements ClientListener {

    private static final Logger log = LoggerFactory.getLogger(GuardedListener.class);

    private final ClientListener listener;
    private final ClientCounters counters;

    /** Guards a listener. */
    public GuardedListener(ClientListener listener, ClientCounters counters) {
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

    @Override
    public void onSession(SessionStart session) {
        run(() -> listener.onSession(session));
    }

    @Override
    public void onRecovered(StreamAnswer stream) {
        counters.recoveries.increment();
        run(() -> listener.onRecovered(stream));
    }

    @Override
    public void onNotRecovered(StreamAnswer stream) {
        counters.notRecovered.increment();
        run(() -> listener.onNotRecovered(stream));
    }

    @Override
    public void onGap(Gap gap) {
        counters.gaps.increment();
        run(() -> listener.onGap(gap));
    }

    @Override
    public void onRoom(RoomAnswer room) {
        run(() -> listener.onRoom(room));
    }

    @Override
    public void onError(ServerError error) {
        run(() -> listener.onError(error));
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

package dev.halley.job.lanes;

import dev.halley.api.comet.Sessions;
import dev.halley.api.record.Route;
import java.util.Arrays;

/** Sessions of one comet, flat: a push to many users holds many of them. Owned by one thread. */
public final class SessionColumns {
    private static final int FIRST_CAPACITY = 4;

    private long[] sessionIds = new long[FIRST_CAPACITY];
    private long[] generations = new long[FIRST_CAPACITY];
    private int size;

    /** Adds the session of a route. */
    public void add(Route route) {
        if (size == sessionIds.length) {
            sessionIds = Arrays.copyOf(sessionIds, size * 2);
            generations = Arrays.copyOf(generations, size * 2);
        }
        sessionIds[size] = route.getSessionId();
        generations[size] = route.getGeneration();
        size++;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    Sessions toMessage(int from, int to) {
        Sessions.Builder message = Sessions.newBuilder();
        for (int i = from; i < to; i++) {
            message.addSessionIds(sessionIds[i]).addGenerations(generations[i]);
        }
        return message.build();
    }
}

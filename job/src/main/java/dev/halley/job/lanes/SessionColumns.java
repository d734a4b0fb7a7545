package dev.halley.job.lanes;

import dev.halley.api.comet.PushToSessions;
import dev.halley.api.comet.Sessions;
import dev.halley.api.record.Route;
import dev.halley.api.record.StreamPosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sessions of one comet, flat: a push to many users holds many of them. Owned by one thread. */
public final class SessionColumns {
    private static final int FIRST_CAPACITY = 4;

    private long[] sessionIds = new long[FIRST_CAPACITY];
    private long[] generations = new long[FIRST_CAPACITY];
    private int[] placeOf = new int[FIRST_CAPACITY];
    private final List<StreamPosition> places = new ArrayList<>(0);
    private int size;

    /**
     * Adds the session of a route.
     *
     * @param place of the message in its user's stream; sessions of one user come one after the
     *     other. Null: none
     */
    public void add(Route route, @Nullable StreamPosition place) {
        if (size == sessionIds.length) {
            sessionIds = Arrays.copyOf(sessionIds, size * 2);
            generations = Arrays.copyOf(generations, size * 2);
            placeOf = Arrays.copyOf(placeOf, size * 2);
        }
        if (place != null && (places.isEmpty() || !places.get(places.size() - 1).equals(place))) {
            places.add(place);
        }
        placeOf[size] = place == null ? 0 : places.size();
        sessionIds[size] = route.getSessionId();
        generations[size] = route.getGeneration();
        size++;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Adds the places of these sessions, if there are any. */
    void addPlaces(PushToSessions.Builder push, int from, int to) {
        if (places.isEmpty()) {
            return;
        }
        int before = 0;
        int added = 0;
        for (int i = from; i < to; i++) {
            if (placeOf[i] > before + added) {
                before = added == 0 ? placeOf[i] - 1 : before;
                push.addPositions(places.get(placeOf[i] - 1));
                added++;
            }
            push.addPositionOf(placeOf[i] == 0 ? 0 : placeOf[i] - before);
        }
    }

    Sessions toMessage(int from, int to) {
        Sessions.Builder message = Sessions.newBuilder();
        for (int i = from; i < to; i++) {
            message.addSessionIds(sessionIds[i]).addGenerations(generations[i]);
        }
        return message.build();
    }
}

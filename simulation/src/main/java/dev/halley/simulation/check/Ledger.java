package dev.halley.simulation.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was accepted, who is owed it, and who was given it. Checks that nobody is given anything twice
 * or out of order, but what Redis lost and a job appended again; and, where no fault outlasts anybody's patience, that nothing is passed by and
 * nothing committed that is still owed.
 */
public final class Ledger {
    private boolean strict;
    private boolean redisLost;
    private final Map<String, List<Accepted>> targets = new HashMap<>();
    private final Map<Long, Accepted> byId = new LinkedHashMap<>();
    private final Map<String, Set<Listener>> listeners = new HashMap<>();
    private final Set<Long> late = new HashSet<>();
    private long given;

    /**
     * Nothing accepted.
     *
     * @param strict whether nothing may be missing
     */
    public Ledger(boolean strict) {
        this.strict = strict;
    }

    /** Redis has lost something: who is connected may miss it, and be told. */
    public void lenient() {
        strict = false;
        redisLost = true;
    }

    /** Redis had lost this push, and others that came later have their place before it. */
    public void late(long messageId) {
        late.add(messageId);
    }

    /** From now on a connection is owed what is accepted for its target. */
    public void listens(Listener listener) {
        listener.listening(true);
        listeners.computeIfAbsent(listener.target(), t -> new LinkedHashSet<>()).add(listener);
    }

    /** From now on it is owed nothing, neither what was accepted before. */
    public void stops(Listener listener) {
        if (!listener.listening()) {
            return;
        }
        listener.listening(false);
        listeners.computeIfAbsent(listener.target(), t -> new LinkedHashSet<>()).remove(listener);
        for (Accepted one : of(listener.target())) {
            one.owed().remove(listener);
        }
    }

    /** Kafka has acknowledged a push. */
    public void accepted(long messageId, String target) {
        List<Accepted> all = of(target);
        Accepted one = new Accepted(messageId, target, all.size());
        one.owed().addAll(listeners.getOrDefault(target, Set.of()));
        all.add(one);
        byId.put(messageId, one);
    }

    private List<Accepted> of(String target) {
        return targets.computeIfAbsent(target, t -> new ArrayList<>());
    }

    /** A comet writes a push to a connection. */
    public void given(Listener listener, long messageId) {
        Accepted one = byId.get(messageId);
        if (one == null || !one.target().equals(listener.target())) {
            throw new Violation(listener + " was given " + messageId + ", which is not for it");
        }
        if (one.place() <= listener.last() && !late.contains(messageId)) {
            throw new Violation(
                    "%s was given %d after %d: %s"
                            .formatted(
                                    listener,
                                    one.place(),
                                    listener.last(),
                                    one.place() == listener.last() ? "doubled" : "out of order"));
        }
        checkPassedBy(listener, one.place());
        given++;
        listener.given(Math.max(one.place(), listener.last()));
        one.owed().remove(listener);
    }

    private void checkPassedBy(Listener listener, int place) {
        List<Accepted> all = of(listener.target());
        for (int i = listener.last() + 1; strict && i < place; i++) {
            if (all.get(i).owed().contains(listener)) {
                throw new Violation(
                        "%s was given %d, and is still owed %d".formatted(listener, place, i));
            }
        }
    }

    /** A client begins to follow a target behind a message; 0: behind none. */
    public void begins(Follower follower, long messageId, int epoch, long offset) {
        follower.stepsTo(epoch, offset);
        Accepted one = byId.get(messageId);
        follower.begins(one == null ? -1 : one.place());
    }

    /** A client hands a push to its application. */
    public void handed(Follower follower, long messageId, int epoch, long offset) {
        boolean byOne = follower.stepsTo(epoch, offset);
        Accepted one = byId.get(messageId);
        if (one == null) {
            throw new Violation(follower + " was handed " + messageId + ", which nobody pushed");
        }
        // A Redis that lost something may have lost what came before; its stream is the truth then.
        boolean right = one.place() == follower.last() + 1 || (redisLost && byOne);
        if (follower.proven() && !right) {
            throw new Violation(
                    "%s was handed %d after %d, and told nothing"
                            .formatted(follower, one.place(), follower.last()));
        }
        follower.handed(one.place());
    }

    /** A record is committed. */
    public void committed(long messageId) {
        Accepted one = byId.get(messageId);
        Listener owed = one == null ? null : oneOwed(one);
        if (one != null && owed != null) {
            throw new Violation("committed although %s is owed %d".formatted(owed, one.place()));
        }
    }

    /** All is quiet: nothing may be owed any more. */
    public void quiet() {
        for (Accepted one : byId.values()) {
            Listener owed = oneOwed(one);
            if (owed != null) {
                throw new Violation("%s never got %d".formatted(owed, one.place()));
            }
        }
    }

    private @Nullable Listener oneOwed(Accepted one) {
        return strict && !one.owed().isEmpty() ? one.owed().iterator().next() : null;
    }

    /** How many pushes were given to connections. */
    public long given() {
        return given;
    }

    /** How many pushes were accepted. */
    public long accepted() {
        return byId.size();
    }
}

package dev.halley.simulation.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was accepted, who is owed it, and who was given it. Checks that nobody is given anything twice
 * or out of order; and, where no fault outlasts anybody's patience, that nothing is passed by and
 * nothing committed that is still owed. A message that Redis lost after it had its place is owed to
 * nobody any more; if a job appends it again, it may come once more. Every other message is held to
 * the rules whatever Redis lost.
 */
public final class Ledger {
    private final boolean strict;
    private final Map<String, List<Accepted>> targets = new HashMap<>();
    private final Map<Long, Accepted> byId = new LinkedHashMap<>();
    private final Map<String, Set<Listener>> listeners = new HashMap<>();
    private final Map<String, Integer> appendedUpTo = new HashMap<>();
    private long given;

    /**
     * Nothing accepted.
     *
     * @param strict whether nothing may be missing
     */
    public Ledger(boolean strict) {
        this.strict = strict;
    }

    /** Redis no longer has these: they are gone, unless a job appends them again. */
    public void lost(Collection<Long> messageIds) {
        for (Long messageId : messageIds) {
            Accepted one = byId.get(messageId);
            if (one != null) {
                one.lose();
            }
        }
    }

    /** A push was given a place in its stream: the first time right after the one before it. */
    public void appended(long messageId) {
        Accepted one = byId.get(messageId);
        if (one == null) {
            return;
        }
        one.append();
        if (one.appended() > 1) {
            return;
        }
        int before = appendedUpTo.getOrDefault(one.target(), -1);
        if (one.place() != before + 1) {
            throw new Violation(
                    "%d of %s was appended after %d".formatted(one.place(), one.target(), before));
        }
        appendedUpTo.put(one.target(), one.place());
    }

    /** From now on a connection is owed what is accepted for its target. */
    public void listens(Listener listener) {
        listener.listening(true);
        listeners.computeIfAbsent(listener.target(), t -> new LinkedHashSet<>()).add(listener);
    }

    /** How many pushes for a target are accepted. */
    public int accepted(String target) {
        return of(target).size();
    }

    /** As {@link #listens(Listener)}, and what was accepted since there were so many. */
    public void listens(Listener listener, int since) {
        listens(listener);
        List<Accepted> all = of(listener.target());
        all.subList(since, all.size()).forEach(one -> one.owed().add(listener));
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

    /** Whom a push is for. */
    public String targetOf(long messageId) {
        Accepted one = byId.get(messageId);
        if (one == null) {
            throw new Violation(messageId + " is no push");
        }
        return one.target();
    }

    /** A comet writes a push to a connection. */
    public void given(Listener listener, long messageId) {
        Accepted one = byId.get(messageId);
        if (one == null || !one.target().equals(listener.target())) {
            throw new Violation(listener + " was given " + messageId + ", which is not for it");
        }
        checkPassedBy(listener, one.place());
        listener.given(one);
        given++;
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

    /** A client hands a push to its application. */
    public void handed(Follower follower, long messageId, int epoch, long offset) {
        Accepted one = byId.get(messageId);
        if (one == null) {
            throw new Violation(follower + " was handed " + messageId + ", which nobody pushed");
        }
        follower.handed(one, epoch, offset);
    }

    /** A record is committed. Only who gets it from its stream later may still be owed it. */
    public void committed(long messageId) {
        Accepted one = byId.get(messageId);
        if (one == null) {
            return;
        }
        Listener owed = oneOwed(one, Listener::live);
        if (owed != null) {
            throw new Violation("committed although %s is owed %d".formatted(owed, one.place()));
        }
    }

    /** All is quiet: nothing may be owed any more. */
    public void quiet() {
        for (Accepted one : byId.values()) {
            Listener owed = oneOwed(one, listener -> true);
            if (owed != null) {
                throw new Violation("%s never got %d".formatted(owed, one.place()));
            }
        }
    }

    private @Nullable Listener oneOwed(Accepted one, Predicate<Listener> counts) {
        return strict ? one.owed().stream().filter(counts).findFirst().orElse(null) : null;
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

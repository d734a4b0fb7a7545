package dev.halley.job.deliver;

import dev.halley.job.interest.RoomIndex;
import dev.halley.job.record.Now;
import dev.halley.job.record.Tally;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What all peers share: bounds, time, counts, and lists of those who need attention, so that a record
 * costs nothing for the comets that it does not concern. Owned by one thread.
 */
final class PeerBoard {
    private final DeliverySettings settings;
    private final Now now;
    private final Tally tally;
    private final RoomIndex<CometPeer> rooms = new RoomIndex<>();
    private final Map<PeerState, Integer> counts = new EnumMap<>(PeerState.class);
    private final Set<CometPeer> away = new LinkedHashSet<>();
    private final Set<CometPeer> sending = new LinkedHashSet<>();

    PeerBoard(DeliverySettings settings, Now now, Tally tally) {
        this.settings = settings;
        this.now = now;
        this.tally = tally;
    }

    DeliverySettings settings() {
        return settings;
    }

    Now now() {
        return now;
    }

    Tally tally() {
        return tally;
    }

    RoomIndex<CometPeer> rooms() {
        return rooms;
    }

    /** A peer begins, in this state. */
    void added(CometPeer peer, PeerState state) {
        counts.merge(state, 1, Integer::sum);
        enlist(peer, state);
    }

    /** A peer's state has changed. */
    void moved(CometPeer peer, PeerState before, PeerState after) {
        counts.merge(before, -1, Integer::sum);
        added(peer, after);
    }

    /** A peer is no more. */
    void removed(CometPeer peer, PeerState last) {
        counts.merge(last, -1, Integer::sum);
        away.remove(peer);
        sending.remove(peer);
    }

    private void enlist(CometPeer peer, PeerState state) {
        if (state == PeerState.ATTACHED) {
            away.remove(peer);
        } else {
            away.add(peer);
            sending.remove(peer);
        }
    }

    int count(PeerState state) {
        return counts.getOrDefault(state, 0);
    }

    /** Those that are not attached. */
    Set<CometPeer> away() {
        return away;
    }

    /** A peer has something to send. */
    void wantsToSend(CometPeer peer) {
        sending.add(peer);
    }

    /** Sends as much as the streams take. */
    void pump() {
        for (Iterator<CometPeer> all = sending.iterator(); all.hasNext(); ) {
            if (all.next().pump()) {
                all.remove();
            }
        }
    }
}

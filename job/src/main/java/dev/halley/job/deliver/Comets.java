package dev.halley.job.deliver;

import dev.halley.api.comet.CometFrame;
import dev.halley.job.interest.RoomId;
import dev.halley.job.interest.RoomIndex;
import dev.halley.job.record.Incident;
import dev.halley.job.record.LogId;
import dev.halley.job.record.Now;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Position;
import dev.halley.job.record.Tally;
import dev.halley.runtime.node.InstanceId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All comets that job knows, and what is owed to each. A state machine: events come in as method
 * calls of one thread, actions go out through {@link CometStream} and {@link CometActions}, the time
 * is handed in by {@link Now}.
 */
public final class Comets {
    private final DeliverySettings settings;
    private final CometActions actions;
    private final Now now;
    private final Tally tally;
    private final RoomIndex<CometPeer> rooms = new RoomIndex<>();
    private final Map<String, CometPeer> byNode = new LinkedHashMap<>();
    private final Map<String, CometPeer> byInstance = new HashMap<>();
    private final Map<CometStream, CometPeer> byStream = new HashMap<>();
    private final Map<LogId, Long> epochs = new LinkedHashMap<>();
    private final RouteReplay replay;
    private Set<String> shown = Set.of();
    private long unshownSinceNanos;

    /** No comets yet. */
    public Comets(DeliverySettings settings, CometActions actions, Now now, Tally tally) {
        this.settings = settings;
        this.actions = actions;
        this.now = now;
        this.tally = tally;
        this.replay = new RouteReplay(actions);
    }

    /** What discovery shows now, by node name. */
    public void shown(Set<String> nodes) {
        shown = Set.copyOf(nodes);
        unshownSinceNanos = now.nanos();
        for (String node : nodes) {
            if (!byNode.containsKey(node)) {
                CometPeer peer = new CometPeer(node, settings, rooms, now, tally);
                epochs.forEach(peer::assigned);
                byNode.put(node, peer);
            }
        }
    }

    /** Whether every comet shown is attached, or (some time ago) was waited for in vain. */
    public boolean allAttached() {
        return byNode.values().stream().noneMatch(peer -> peer.state() == PeerState.WAITING);
    }

    /** How many comets are in this state. */
    public int count(PeerState state) {
        int count = 0;
        for (CometPeer peer : byNode.values()) {
            if (peer.state() == state) {
                count++;
            }
        }
        return count;
    }

    /** A partition is this job's. */
    public void assigned(LogId log, long ownerEpoch) {
        epochs.put(log, ownerEpoch);
        byNode.values().forEach(peer -> peer.assigned(log, ownerEpoch));
    }

    /** A partition is no longer this job's: what is not finished of it is another's to deliver. */
    public void dropped(LogId log) {
        epochs.remove(log);
        byNode.values().forEach(peer -> peer.dropped(log));
    }

    /** The partition is proved to be this job's; those that refused it get it under this epoch. */
    public void reopened(LogId log, long ownerEpoch) {
        epochs.put(log, ownerEpoch);
        byNode.values().forEach(peer -> peer.reopen(log, ownerEpoch));
    }

    /** A stream takes deliveries again. */
    public void writable(CometStream stream) {
        CometPeer peer = byStream.get(stream);
        if (peer != null) {
            peer.pump();
        }
    }

    /** A stream broke. Unknown or older ones are ignored. */
    public void detached(CometStream stream) {
        CometPeer peer = byStream.remove(stream);
        if (peer != null && peer.has(stream)) {
            replay.detached(peer);
            peer.detached();
        }
    }

    /**
     * A frame came from a comet.
     *
     * @param node the name under which discovery shows it
     */
    public void received(String node, CometStream stream, CometFrame frame) {
        CometPeer peer = byStream.get(stream);
        switch (frame.getFrameCase()) {
            case HELLO -> hello(node, stream, frame.getHello().getInstance());
            case FRAME_NOT_SET -> {} // A newer comet says something that this release does not
            // know.
            default -> {
                if (peer != null && peer.has(stream)) {
                    received(peer, frame);
                } else {
                    tally.incident(Incident.PROTOCOL_ERROR, 1);
                    stream.breakOff("no hello");
                }
            }
        }
    }

    private void hello(String node, CometStream stream, String instance) {
        CometPeer peer = byNode.get(node);
        if (peer == null || instance.isEmpty()) {
            stream.breakOff("not expected");
            return;
        }
        unlist(peer);
        byStream.put(stream, peer);
        byInstance.put(instance, peer);
        replay.detached(peer);
        peer.hello(stream, instance);
    }

    private void received(CometPeer peer, CometFrame frame) {
        switch (frame.getFrameCase()) {
            case INTEREST -> {
                boolean before = peer.attached();
                peer.interest(frame.getInterest());
                if (!before && peer.attached()) {
                    replay.attached(peer);
                    peer.pump();
                }
            }
            case FINISHED ->
                    finished(
                            peer,
                            frame.getFinished().getLog(),
                            Position.of(frame.getFinished().getPosition()));
            case PROGRESS -> progress(peer, frame.getProgress().getLog());
            case LOG_REFUSED ->
                    refused(
                            peer,
                            frame.getLogRefused().getLog(),
                            frame.getLogRefused().getOwnerEpoch());
            case ROUTES_REPLAYED ->
                    replay.replayed(peer, frame.getRoutesReplayed().getIncarnation());
            default -> throw new IllegalStateException("frame: " + frame.getFrameCase());
        }
    }

    private static void finished(CometPeer peer, int number, Position upTo) {
        CometLane lane = peer.lanes().numbered(number);
        if (lane != null) {
            peer.finished(lane, upTo);
        }
    }

    private static void progress(CometPeer peer, int number) {
        CometLane lane = peer.lanes().numbered(number);
        if (lane != null) {
            peer.lanes().active(lane.log().topic());
        }
    }

    private void refused(CometPeer peer, int number, long highestEpoch) {
        CometLane lane = peer.lanes().numbered(number);
        if (lane != null) {
            tally.incident(Incident.LOG_REFUSED, 1);
            peer.lanes().close(lane);
            peer.send(JobFrames.closed(number));
            actions.logRefused(lane.log(), highestEpoch);
        }
    }

    /** Has every attached comet register its sessions' routes again. */
    public void replayRoutes(String word) {
        replay.begin(word, byNode.values());
    }

    /** Whether this instance is one that deliveries can be handed over for. */
    public boolean knows(String instance) {
        return byInstance.containsKey(instance);
    }

    /** Whether a later life of the instance's node is known: this one is gone. */
    public boolean isGone(String instance) {
        InstanceId id = parse(instance);
        return id != null
                && byInstance.keySet().stream()
                        .map(Comets::parse)
                        .anyMatch(other -> other != null && other.supersedes(id));
    }

    private static @Nullable InstanceId parse(String instance) {
        try {
            return InstanceId.parse(instance);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Hands a record over for sessions of an instance that is known. */
    public void toSessions(PendingRecord record, String instance, SessionColumns sessions) {
        CometPeer peer = byInstance.get(instance);
        if (peer == null) {
            throw new IllegalStateException("not known: " + instance);
        }
        peer.add(record, sessions, 0);
    }

    /** Hands a record over to the comets that have members of its room. */
    public void toRoom(PendingRecord record) {
        RoomId room = RoomId.of(record.record());
        List<CometPeer> interested = rooms.of(room);
        for (int i = 0; i < interested.size(); i++) {
            if (interested.get(i).attached()) {
                interested.get(i).add(record, null, 0);
            }
        }
        if (count(PeerState.ATTACHED) < byNode.size()) {
            toAbsent(record, room);
        }
    }

    private void toAbsent(PendingRecord record, RoomId room) {
        for (CometPeer peer : byNode.values()) {
            if (peer.state() == PeerState.WAITING) {
                peer.add(record, null, 0);
            } else if (peer.state() == PeerState.PASSED_OVER) {
                if (peer.interest().has(room)) {
                    peer.add(record, null, 0);
                } else {
                    peer.mayConcern(record);
                }
            }
        }
    }

    /** Hands a broadcast over to every comet, each with its share of the speed. */
    public void toEveryone(PendingRecord record) {
        int speed = record.record().getPush().getEveryone().getSpeed();
        int attached = Math.max(1, count(PeerState.ATTACHED));
        int share = speed <= 0 ? 0 : Math.max(1, speed / attached);
        byNode.values().forEach(peer -> peer.add(record, null, share));
    }

    /** Sends as much as the streams take; to be called after every batch of events. */
    public void pump() {
        byNode.values().forEach(CometPeer::pump);
    }

    /** Notices what time brings: stalls, absences. To be called several times a second. */
    public void tick() {
        for (CometPeer peer : List.copyOf(byNode.values())) {
            peer.tick();
            if (isForgettable(peer)) {
                forget(peer);
            }
        }
        byStream.entrySet().removeIf(entry -> !entry.getValue().has(entry.getKey()));
    }

    private boolean isForgettable(CometPeer peer) {
        return !shown.contains(peer.node())
                && !peer.attached()
                && now.nanos() - unshownSinceNanos > settings.goneNanos()
                && now.nanos() - peer.sinceNanos() > settings.goneNanos();
    }

    private void forget(CometPeer peer) {
        replay.detached(peer);
        peer.forget();
        byNode.remove(peer.node());
        unlist(peer);
        actions.forgotten(peer.node());
    }

    private void unlist(CometPeer peer) {
        byStream.values().removeIf(other -> other == peer);
        byInstance.values().removeIf(other -> other == peer);
    }
}

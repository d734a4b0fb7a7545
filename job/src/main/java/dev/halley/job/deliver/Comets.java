package dev.halley.job.deliver;

import dev.halley.api.comet.CometFrame;
import dev.halley.api.comet.CometHello;
import dev.halley.job.interest.RoomId;
import dev.halley.job.lanes.SessionColumns;
import dev.halley.job.presence.Instances;
import dev.halley.job.presence.ShownComets;
import dev.halley.job.record.Incident;
import dev.halley.job.record.LogId;
import dev.halley.job.record.Now;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Tally;
import dev.halley.runtime.discovery.TierView;
import dev.halley.runtime.node.InstanceId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * All comets that job knows, and what is owed to each. A state machine: events come in as method
 * calls of one thread, actions go out through {@link CometStream} and {@link CometActions}, the time
 * is handed in by {@link Now}.
 */
public final class Comets {
    private final CometActions actions;
    private final Now now;
    private final Tally tally;
    private final PeerBoard board;
    private final RouteReplay replay;
    private final CometFrames frames;
    private final ShownComets shown = new ShownComets();
    private final Instances<CometPeer> instances = new Instances<>();
    private final Map<String, CometPeer> byNode = new LinkedHashMap<>();
    private final Map<CometStream, CometPeer> byStream = new HashMap<>();
    private final Map<LogId, Long> epochs = new LinkedHashMap<>();

    /** No comets yet. */
    public Comets(DeliverySettings settings, CometActions actions, Now now, Tally tally) {
        this.actions = actions;
        this.now = now;
        this.tally = tally;
        this.board = new PeerBoard(settings, now, tally);
        this.replay = new RouteReplay(actions);
        this.frames = new CometFrames(replay, actions, tally);
    }

    /** What discovery shows now. */
    public void shown(TierView view) {
        shown.update(view, now.nanos());
        for (String node : shown.names()) {
            CometPeer peer = byNode.get(node);
            if (peer == null) {
                peer = new CometPeer(node, board);
                epochs.forEach(peer::assigned);
                byNode.put(node, peer);
            }
            expectShown(peer);
        }
    }

    // A life that is shown and not attached yet is waited for like one that was: its sessions'
    // messages are kept. What is attached is believed before what is shown.
    private void expectShown(CometPeer peer) {
        InstanceId life = shown.instance(peer.node());
        if (life == null || peer.attached() || peer.isGreeted()) {
            return;
        }
        String instance = life.toString();
        if (peer.instance() == null || !instances.isOver(instance)) {
            peer.expect(instance);
            instances.begins(peer, instance);
        }
    }

    /** Whether discovery has been read since this job registered. */
    public boolean known() {
        return shown.known();
    }

    /** How many comets are known: shown, or shown once and not gone yet. */
    public int count() {
        return byNode.size();
    }

    /** How many comets are in this state. */
    public int count(PeerState state) {
        return board.count(state);
    }

    /** Names of those that are waited for. */
    public Set<String> waitedFor() {
        Set<String> names = new TreeSet<>();
        for (CometPeer peer : board.away()) {
            if (peer.state() == PeerState.WAITING) {
                names.add(peer.node());
            }
        }
        return names;
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

    /** A stream broke. Unknown or older ones are ignored. */
    public void detached(CometStream stream) {
        CometPeer peer = byStream.remove(stream);
        if (peer != null && peer.has(stream)) {
            replay.detached(peer);
            peer.detached();
            expectShown(peer);
        }
    }

    /**
     * A comet ended its stream in order: it has no sessions any more, so this life of it is over.
     * Nobody waits for it, also while discovery still shows it.
     */
    public void left(CometStream stream) {
        CometPeer peer = byStream.remove(stream);
        if (peer != null && peer.has(stream)) {
            replay.gone(peer);
            tally.incident(Incident.COMET_LEFT, 1);
            peer.left();
            instances.ends(peer);
            expectShown(peer);
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
            case HELLO -> hello(node, stream, frame.getHello());
            // A comet of a newer release says something that this one does not know.
            case FRAME_NOT_SET -> tally.incident(Incident.UNKNOWN_FRAME, 1);
            default -> {
                if (peer != null && peer.has(stream)) {
                    frames.take(peer, frame);
                } else {
                    tally.incident(Incident.PROTOCOL_ERROR, 1);
                    stream.breakOff("no hello");
                }
            }
        }
    }

    private void hello(String node, CometStream stream, CometHello hello) {
        CometPeer peer = byNode.get(node);
        if (peer == null || hello.getInstance().isEmpty()) {
            stream.breakOff("not expected");
            return;
        }
        byStream.values().removeIf(other -> other == peer);
        byStream.put(stream, peer);
        replay.detached(peer);
        peer.hello(stream, hello);
        instances.begins(peer, hello.getInstance());
    }

    /** Has every attached comet register its sessions' routes again. */
    public void replayRoutes(String word) {
        replay.begin(word, byNode.values());
    }

    /** Whether this instance is one that deliveries can be handed over for. */
    public boolean knows(String instance) {
        return instances.of(instance) != null;
    }

    /** Whether this life of a comet is known to be over: nobody needs to be waited for. */
    public boolean isGone(String instance) {
        return instances.isOver(instance);
    }

    /** Hands a record over for sessions of an instance that is known. */
    public void toSessions(PendingRecord record, String instance, SessionColumns sessions) {
        CometPeer peer = instances.of(instance);
        if (peer == null) {
            throw new IllegalStateException("not known: " + instance);
        }
        peer.add(record, sessions, 0);
    }

    /** Hands a record over to the comets that have members of its room. */
    public void toRoom(PendingRecord record) {
        RoomId room = RoomId.of(record.record());
        List<CometPeer> interested = board.rooms().of(room);
        for (int i = 0; i < interested.size(); i++) {
            if (interested.get(i).attached()) {
                interested.get(i).add(record, null, 0);
            }
        }
        for (CometPeer peer : board.away()) {
            toAbsent(peer, record, room);
        }
    }

    private static void toAbsent(CometPeer peer, PendingRecord record, RoomId room) {
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

    /** Hands a broadcast over to every comet, each with its share of the speed. */
    public void toEveryone(PendingRecord record) {
        int speed = record.record().getPush().getEveryone().getSpeed();
        int attached = Math.max(1, count(PeerState.ATTACHED));
        int share = speed <= 0 ? 0 : Math.max(1, speed / attached);
        for (CometPeer peer : byNode.values()) {
            if (peer.state() != PeerState.LEFT) {
                peer.add(record, null, share);
            }
        }
    }

    /** Sends as much as the streams take; to be called after every batch of events. */
    public void pump() {
        board.pump();
    }

    /** Notices what time brings: stalls, absences. To be called several times a second. */
    public void tick() {
        for (CometPeer peer : List.copyOf(byNode.values())) {
            peer.tick();
            if (peer.state() == PeerState.PASSED_OVER) {
                replay.gone(peer);
            }
            if (isForgettable(peer)) {
                forget(peer);
            }
        }
        byStream.entrySet().removeIf(entry -> !entry.getValue().has(entry.getKey()));
    }

    // One that has said goodbye needs no grace: it is gone as soon as discovery agrees.
    private boolean isForgettable(CometPeer peer) {
        long grace = peer.state() == PeerState.LEFT ? 0 : board.settings().goneNanos();
        return !peer.attached()
                && shown.isAbsent(peer.node(), grace, now.nanos())
                && now.nanos() - peer.sinceNanos() > grace;
    }

    private void forget(CometPeer peer) {
        tally.incident(Incident.COMET_GONE, peer.state() == PeerState.LEFT ? 0 : 1);
        replay.gone(peer);
        peer.forget();
        byNode.remove(peer.node());
        byStream.values().removeIf(other -> other == peer);
        instances.ends(peer);
        shown.forget(peer.node());
        actions.forgotten(peer.node());
    }
}

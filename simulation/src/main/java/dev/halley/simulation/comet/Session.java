package dev.halley.simulation.comet;

import dev.halley.api.comet.SessionInfo;
import dev.halley.api.record.Route;
import dev.halley.comet.fanout.Shard;
import dev.halley.comet.fanout.joining.OwnAsk;
import dev.halley.comet.fanout.joining.RoomAsk;
import dev.halley.comet.frames.Place;
import dev.halley.comet.frames.Variant;
import dev.halley.comet.members.Member;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.streams.Gap;
import dev.halley.comet.streams.JoinedRoom;
import dev.halley.comet.streams.StreamCursor;
import dev.halley.comet.streams.StreamKey;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.simulation.around.Audience;
import dev.halley.simulation.check.Ledger;
import dev.halley.simulation.check.Listener;
import dev.halley.simulation.check.Violation;
import dev.halley.simulation.link.Link;
import dev.halley.simulation.schedule.Schedule;
import dev.halley.wire.CloseReason;
import dev.halley.wire.FrameExtension;
import dev.halley.wire.FrameHeader;
import io.netty.buffer.ByteBuf;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session whose route is registered, as its real shard sees it. On the shard's loop. */
public final class Session extends Member {
    private static final long AGAIN_NANOS = 20 * Schedule.MS;

    private final CometNode comet;
    private final Shard shard;
    private final Link link;
    private final Audience client;
    private final Route route;
    private final Map<RoomKey, Listener> audiences = new LinkedHashMap<>();
    private final Set<RoomKey> wanted = new HashSet<>();
    private final Listener user;
    private final int registeredAt;
    private boolean closed;

    Session(CometNode comet, Link link, Audience client, Route route) {
        super(
                new Connection(),
                client.knowsPlaces() ? Variant.TCP_V2 : Variant.TCP_V1,
                route.getSessionId());
        this.comet = comet;
        this.shard = comet.shards().ofSession(route.getSessionId());
        this.link = link;
        this.client = client;
        this.route = route;
        this.user = new Listener(toString(), client.user(), this::live);
        this.registeredAt = comet.around().ledger().accepted(client.user());
        ((Connection) channel()).writesTo(this::flushed);
    }

    Route route() {
        return route;
    }

    Audience client() {
        return client;
    }

    Shard shard() {
        return shard;
    }

    boolean closed() {
        return closed;
    }

    private Ledger ledger() {
        return comet.around().ledger();
    }

    private void tell(Runnable news) {
        link.toCaller().send(news);
    }

    // In order with the messages.
    @SuppressWarnings("FutureReturnValueIgnored") // what is flushed is seen
    private void write(Runnable news) {
        channel().write(news, channel().voidPromise());
    }

    private void flushed(Object message) {
        try {
            if (message instanceof ByteBuf buffer) {
                frames(buffer);
                buffer.release();
            } else {
                ((Runnable) message).run();
            }
        } catch (RuntimeException e) {
            // The channel would keep it for itself.
            comet.around().schedule().fail(e);
        }
    }

    private void frames(ByteBuf buffer) {
        boolean places = client.knowsPlaces();
        for (int at = buffer.readerIndex();
                at < buffer.writerIndex();
                at += FrameHeader.packetLength(buffer, at)) {
            long messageId = buffer.getLong(FrameHeader.bodyIndex(buffer, at));
            given(messageId, places ? place(FrameExtension.read(buffer, at)) : Place.NONE);
        }
    }

    private static Place place(FrameExtension extension) {
        return new Place(extension.stream(), extension.epoch(), extension.offset());
    }

    private void given(long messageId, Place place) {
        String target = ledger().targetOf(messageId);
        boolean toRoom = target.contains("://");
        Listener listener = toRoom ? audiences.get(new RoomKey(app(), target)) : user;
        comet.around()
                .schedule()
                .history()
                .add(() -> this + " is given " + messageId + " of " + target + " at " + place);
        if (listener == null) {
            throw new Violation(this + " was given " + messageId + " of a room it is not in");
        }
        ledger().given(listener, messageId);
        tell(() -> client.message(this, target, place, messageId));
    }

    /**
     * AUTH has come, and its route is registered.
     *
     * @param tip where the user's stream ended then; null: there is none
     */
    void begin(@Nullable StreamPoint tip) {
        shard.addHeld(this);
        List<RoomAsk> asks = client.rooms();
        asks.forEach(ask -> wanted.add(ask.room()));
        shard.open(this, new OwnAsk(tip, client.after()), asks, all -> opened(asks, all));
    }

    private void opened(List<RoomAsk> asks, List<JoinedRoom> all) {
        JoinedRoom own = all.get(0);
        comet.around().schedule().history().add(() -> this + " is open, " + own);
        write(() -> tell(() -> client.connected(this, own)));
        for (int i = 0; i < asks.size(); i++) {
            joined(asks.get(i).room(), all.get(i + 1));
        }
        channel().flush();
    }

    private boolean live() {
        // A push that was held counts as dealt with, and may wait for its stream since.
        boolean waits = held() != null || ownCursor() != null;
        return !waits && !isBehind(StreamKey.ofUser(app(), user()).name());
    }

    private boolean live(RoomKey room) {
        return !isBehind(StreamKey.ofRoom(app(), room.name()).name());
    }

    /** Its route is still where jobs have looked since it was registered. */
    void routedAllAlong() {
        if (!closed && client.isLatest(this)) {
            ledger().listens(user, registeredAt);
        }
    }

    /** Its route is where jobs look: it is owed the user's pushes from now on. */
    void routed() {
        if (!closed && !user.listening() && client.isLatest(this)) {
            ledger().listens(user);
        }
    }

    /** Another session has taken its route. */
    public void replaced() {
        ledger().stops(user);
    }

    @Override
    public void gap(String stream, int epoch, long from, long to) {
        Gap gap = new Gap(epoch, from, to);
        comet.around().schedule().history().add(() -> this + " has a gap in " + stream + " " + gap);
        if (client.knowsPlaces()) {
            write(() -> tell(() -> client.gap(this, stream, gap)));
        }
    }

    /** The client wants to be in a room. Any thread. */
    public void join(String room, @Nullable StreamPoint after) {
        RoomKey key = new RoomKey(app(), room);
        shard.loop().execute(() -> joinNow(key, after));
    }

    private void joinNow(RoomKey room, @Nullable StreamPoint after) {
        if (!closed) {
            wanted.add(room);
            shard.join(
                    this,
                    room,
                    after,
                    joined -> {
                        joined(room, joined);
                        channel().flush();
                    });
        }
    }

    private void joined(RoomKey room, JoinedRoom joined) {
        if (!wanted.contains(room)) {
            shard.leave(this, room);
            return;
        }
        Listener listener =
                audiences.computeIfAbsent(
                        room, r -> new Listener(toString(), r.name(), () -> live(r)));
        comet.around().schedule().history().add(() -> listener + " is in, " + joined);
        write(() -> tell(() -> client.joined(this, room.name(), joined)));
        oweOnceAttached(room, listener);
    }

    // A job that has not noticed yet that its stream broke knows nothing of a room that came since.
    private void oweOnceAttached(RoomKey room, Listener listener) {
        if (closed || audiences.get(room) != listener || listener.listening()) {
            return;
        }
        if (comet.jobs().allAttached()) {
            ledger().listens(listener);
            return;
        }
        Runnable again =
                () -> comet.interest().whenInForce(room, () -> oweOnceAttached(room, listener));
        comet.around().schedule().after(comet.life(), AGAIN_NANOS, again);
    }

    /** The client wants to leave a room. Any thread. */
    public void leave(String room) {
        RoomKey key = new RoomKey(app(), room);
        shard.loop()
                .execute(
                        () -> {
                            wanted.remove(key);
                            stop(audiences.remove(key));
                            shard.leave(this, key);
                        });
    }

    private void stop(@Nullable Listener listener) {
        if (listener != null) {
            ledger().stops(listener);
        }
    }

    /** It ends with its connection. */
    void end() {
        if (!closed) {
            died();
            shard.remove(this);
        }
    }

    /** It ends with its whole comet. */
    void died() {
        closed = true;
        ledger().stops(user);
        audiences.values().forEach(this::stop);
    }

    @Override
    public void endOwnCursor(StreamCursor cursor) {
        boolean remembers = comet.around().wiring().remembersEpochs();
        StreamPoint at = new StreamPoint(cursor.epoch(), cursor.last());
        super.endOwnCursor(remembers ? cursor : new StreamCursor(at));
    }

    @Override
    public String app() {
        return client.app();
    }

    @Override
    public String user() {
        return client.user();
    }

    @Override
    public long generation() {
        return route.getGeneration();
    }

    @Override
    public boolean accepts(int operation) {
        return true;
    }

    @Override
    public boolean filtersRooms() {
        return false;
    }

    @Override
    public void close(CloseReason reason) {
        link.calledEnds();
        comet.sessions().end(this);
    }

    @Override
    public SessionInfo describe() {
        return SessionInfo.getDefaultInstance();
    }

    @Override
    public String toString() {
        return client + "/" + comet + "#" + route.getSessionId();
    }
}

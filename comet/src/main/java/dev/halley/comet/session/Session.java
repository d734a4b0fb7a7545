package dev.halley.comet.session;

import static java.util.Objects.requireNonNull;

import dev.halley.api.comet.SessionInfo;
import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.Registration;
import dev.halley.api.rooms.RoomRights;
import dev.halley.comet.contract.StreamPlaces;
import dev.halley.comet.fanout.joining.OwnAsk;
import dev.halley.comet.fanout.joining.RoomAsk;
import dev.halley.comet.frames.Variant;
import dev.halley.comet.members.HeldMoves;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.replies.Request;
import dev.halley.comet.session.shared.ClientAddresses;
import dev.halley.comet.session.shared.VisitWheel;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.comet.wishes.Accepts;
import dev.halley.comet.wishes.Arrivals;
import dev.halley.comet.wishes.Arrivals.Arrival;
import dev.halley.wire.CloseReason;
import dev.halley.wire.Operation;
import io.netty.buffer.ByteBuf;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An authenticated client connection of protocol version 1. Belongs to its event loop. */
public class Session extends SessionHandler implements VisitWheel.Entry {
    private final String user;
    private final String key;
    private final String platform;
    private final @Nullable String claimedIp;
    private final RoomRights rights;
    private final long generation;
    private final long connectedAtMs;
    private int[] accepts;
    private int place;
    private int heardAt;
    private int renewedAt;
    private boolean open;
    private @Nullable HeldMoves afterOpening;
    private @Nullable Arrivals arrivals;

    Session(SessionLoop loop, Handshake handshake, long sessionId, ConnectReply reply) {
        super(loop, handshake, sessionId);
        this.claimedIp = handshake.claimedIp();
        this.user = reply.getUser();
        this.key = reply.getKey();
        // A handful of values that a million sessions share.
        this.platform = reply.getPlatform().intern();
        this.rights = RoomRights.of(reply);
        this.generation = reply.getGeneration();
        this.accepts = Accepts.of(reply.getAcceptsList());
        this.connectedAtMs = loop.node().clock().millis();
    }

    /** Answers AUTH once the rooms are joined, and reads on. */
    void begin(Request request, ConnectReply reply) {
        pause(JOINING);
        List<RoomAsk> rooms =
                reply.getRoom().isEmpty()
                        ? List.of()
                        : List.of(new RoomAsk(roomKey(reply.getRoom()), null));
        loop().shard().open(this, new OwnAsk(tipOf(reply), null), rooms, all -> begun(request));
    }

    private void begun(Request request) {
        replies().empty(channel(), variant(), request, Operation.AUTH_REPLY);
        channel().flush();
        opened();
    }

    /** AUTH is answered: reads on, and does what waited for it. */
    final void opened() {
        open = true;
        HeldMoves waiting = afterOpening;
        afterOpening = null;
        if (waiting != null) {
            waiting.forEach(this::moveNow);
        }
        resume(JOINING);
    }

    @Override
    public final void move(List<String> join, List<String> leave) {
        if (open) {
            moveNow(join, leave);
            return;
        }
        HeldMoves waiting = afterOpening == null ? new HeldMoves() : afterOpening;
        afterOpening = waiting;
        if (!waiting.add(join, leave)) {
            loop().node().metrics().moveIgnored();
        }
    }

    /** The business system lets it join and leave rooms, now that AUTH is answered. */
    void moveNow(List<String> join, List<String> leave) {
        loop().serverMoves().moveOne(this, join, leave);
    }

    /** It is on its way into these rooms, each of which it {@link #arrives} in, unless it ends. */
    void setsOut(Collection<String> rooms) {
        Arrivals known = arrivals == null ? new Arrivals() : arrivals;
        arrivals = known;
        Set<String> in = roomNames();
        rooms.forEach(room -> known.begin(room, in.contains(room)));
    }

    /** It is to be in none of these rooms if it is on its way there. */
    void staysOut(Collection<String> rooms) {
        if (arrivals != null) {
            arrivals.unwanted(rooms);
        }
    }

    /** It is to be in none of the rooms that it is on its way into. */
    void staysOut() {
        if (arrivals != null) {
            arrivals.allUnwanted();
        }
    }

    /** It has got into a room that it {@link #setsOut} for. */
    Arrival arrives(String room) {
        Arrivals known = requireNonNull(arrivals, "arrivals");
        Arrival arrival = known.arrived(room);
        arrivals = known.isEmpty() ? null : known;
        return arrival;
    }

    /** Names of the rooms that it is in. */
    Set<String> roomNames() {
        return rooms().stream().map(RoomKey::name).collect(Collectors.toSet());
    }

    /** Names of the rooms that it is in, and of those that it is about to be in. */
    Set<String> roomsToBe() {
        Set<String> names = roomNames();
        if (arrivals != null) {
            names.addAll(arrivals.wanted());
        }
        return names;
    }

    /** Where the user's stream ended when the route was registered; null: the user has none. */
    static @Nullable StreamPoint tipOf(ConnectReply reply) {
        return reply.hasTip() ? StreamPlaces.point(reply.getTip()) : null;
    }

    @Override
    void take(Request request, ByteBuf body) {
        loop().operations().take(this, request, body);
    }

    /** Tells the client to go elsewhere; false: it cannot be told, or is gone. Flushes. */
    public boolean leaveSoon() {
        return false;
    }

    @Override
    final void ended(CloseReason reason) {
        loop().leave(this, reason);
    }

    @Override
    final void heard() {
        heardAt = loop().now();
    }

    /** Whether nothing was heard since that tick, and it was not for us that nothing was read. */
    boolean isSilent(int since) {
        return heardAt - since < 0 && !isHeldUp();
    }

    void renewed() {
        renewedAt = loop().now();
    }

    int renewedAt() {
        return renewedAt;
    }

    @Override
    public String user() {
        return user;
    }

    String key() {
        return key;
    }

    /** Rooms that it may be in by its own wish. */
    RoomRights rights() {
        return rights;
    }

    int[] accepts() {
        return accepts;
    }

    void accepts(int[] operations) {
        accepts = operations;
    }

    /** The route of it as logic has registered it. */
    public Registration registration() {
        return Registration.newBuilder()
                .setUser(user)
                .setKey(key)
                .setSessionId(sessionId())
                .setGeneration(generation)
                .build();
    }

    String remoteIp() {
        return claimedIp == null ? ClientAddresses.of(channel()) : claimedIp;
    }

    @Override
    public String app() {
        return loop().node().identity().app();
    }

    @Override
    public long generation() {
        return generation;
    }

    @Override
    public boolean accepts(int operation) {
        return Accepts.contains(accepts, operation);
    }

    @Override
    public boolean filtersRooms() {
        return false;
    }

    @Override
    public SessionInfo describe() {
        SessionInfo.Builder info =
                SessionInfo.newBuilder()
                        .setSessionId(sessionId())
                        .setGeneration(generation)
                        .setKey(key)
                        .setUser(user)
                        .setPlatform(platform)
                        .setRemoteIp(remoteIp())
                        .setTransport(transport(variant()))
                        .setConnectedAtMs(connectedAtMs);
        rooms().forEach(room -> info.addRooms(room.name()));
        for (int operation : accepts) {
            info.addAccepts(operation);
        }
        return info.build();
    }

    @Override
    public int place() {
        return place;
    }

    @Override
    public void place(int newPlace) {
        place = newPlace;
    }

    static String transport(Variant variant) {
        return variant.isWebSocket() ? "websocket" : "tcp";
    }

    RoomKey roomKey(String name) {
        return new RoomKey(app(), name);
    }
}

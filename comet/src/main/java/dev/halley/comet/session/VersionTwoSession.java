package dev.halley.comet.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.halley.api.logic.ConnectReply;
import dev.halley.comet.config.SessionLimits.RequestLimits;
import dev.halley.comet.json.ErrorCode;
import dev.halley.comet.json.NoticeBodies;
import dev.halley.comet.json.RefusedRequestException;
import dev.halley.comet.json.ReplyBodies;
import dev.halley.comet.json.envelope.TextMessages;
import dev.halley.comet.json.envelope.TextRequest;
import dev.halley.comet.replies.Request;
import dev.halley.comet.wishes.RequestBudget;
import dev.halley.comet.wishes.RoomAdmission;
import dev.halley.wire.CloseReason;
import dev.halley.wire.Operation;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;

/** A session of protocol version 2, binary or {@code halley.json}. Belongs to its event loop. */
final class VersionTwoSession extends Session {
    private final boolean acceptsAll;
    private final RoomAdmission admission;
    private final RequestBudget history;
    private int badRequests;

    VersionTwoSession(SessionLoop loop, Handshake handshake, long sessionId, ConnectReply reply) {
        super(loop, handshake, sessionId, reply);
        RequestLimits limits = loop.node().limits().requests();
        this.acceptsAll = reply.getAcceptsAll();
        this.admission = new RoomAdmission(rights(), limits.maxRooms());
        double perTick = limits.historyPerSecond() * SessionLoop.TICK_MS / 1000.0;
        this.history = new RequestBudget(limits.historyBurst(), perTick, loop.now());
    }

    @Override
    void begin(Request request, ConnectReply reply) {
        pause(JOINING);
        new SessionOpening(loop(), this, request, reply).begin();
    }

    @Override
    void take(Request request, ByteBuf body) {
        try {
            loop().requests().take(this, request, body);
        } catch (RefusedRequestException e) {
            refuse(request, e);
        }
    }

    @Override
    public boolean text(ByteBuf buffer, int index, int length) {
        loop().node().metrics().frameReceived();
        try {
            TextRequest asked = TextMessages.read(buffer.toString(index, length, UTF_8));
            take(
                    Request.of(variant(), asked.operation(), asked.sequence()),
                    Unpooled.wrappedBuffer(asked.body()));
        } catch (RefusedRequestException e) {
            refuse(Request.none(variant()), e);
        }
        return readsOn();
    }

    /** Says why a request was refused. Who goes on sending malformed ones is closed. */
    void refuse(Request request, RefusedRequestException refusal) {
        loop().node().metrics().refused(refusal.code());
        boolean bad = refusal.code() == ErrorCode.BAD_REQUEST;
        badRequests += bad ? 1 : 0;
        if (bad && badRequests > limits().maxBad()) {
            close(CloseReason.PROTOCOL_ERROR);
            return;
        }
        byte[] body = NoticeBodies.error(refusal, request.operation(), request.sequence());
        reply(request, Operation.ERROR, body);
    }

    /** Counts a request for history; throws when there were too many of late. */
    void chargeHistory() {
        if (!history.take(loop().now())) {
            throw new RefusedRequestException(
                    ErrorCode.RATE_LIMITED, "history is asked for too often");
        }
    }

    @Override
    void moveNow(List<String> join, List<String> leave) {
        loop().serverMoves().move(this, join, leave);
    }

    @Override
    public boolean leaveSoon() {
        if (isClosed()) {
            return false;
        }
        List<String> nodes = loop().node().others().of(variant());
        notice(Operation.RECONNECT, NoticeBodies.reconnect(0, nodes));
        channel().flush();
        return true;
    }

    RoomAdmission admission() {
        return admission;
    }

    RequestLimits limits() {
        return loop().node().limits().requests();
    }

    boolean acceptsAll() {
        return acceptsAll;
    }

    @Override
    public boolean accepts(int operation) {
        return acceptsAll || super.accepts(operation);
    }

    @Override
    public boolean filtersRooms() {
        return !acceptsAll;
    }

    @Override
    public void gap(String stream, int epoch, long from, long to) {
        notice(Operation.GAP, NoticeBodies.gap(stream, epoch, from, to));
    }

    /** Tells the client that it is out of these rooms; does not flush. */
    void noticeLeft(List<String> rooms) {
        if (!rooms.isEmpty()) {
            notice(Operation.LEAVE_ROOMS_REPLY, ReplyBodies.left(rooms, rooms));
        }
    }

    /** Writes a reply; does not flush. */
    void reply(Request request, int operation, byte[] json) {
        replies().json(channel(), variant(), request, operation, json);
    }

    /** Writes something that the client has not asked for; does not flush. */
    void notice(int operation, byte[] json) {
        replies().notice(channel(), variant(), operation, json);
    }
}

package dev.halley.comet.session;

import dev.halley.api.logic.ConnectReply;
import dev.halley.comet.fanout.joining.OwnAsk;
import dev.halley.comet.json.AuthAnswer;
import dev.halley.comet.json.AuthAnswer.ReadAnswer;
import dev.halley.comet.json.ReplyBodies;
import dev.halley.comet.json.StreamAnswer;
import dev.halley.comet.replies.Request;
import dev.halley.comet.streams.JoinedRoom;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.comet.wishes.AskedPlaces;
import dev.halley.comet.wishes.JoinPlan;
import dev.halley.runtime.streams.StreamName;
import dev.halley.wire.Operation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The way of a session of version 2 from logic's answer to its own. Belongs to its loop. */
final class SessionOpening {
    private final SessionLoop loop;
    private final VersionTwoSession session;
    private final Request request;
    private final ConnectReply reply;
    private final AskedPlaces asked;
    private final @Nullable StreamPoint after;
    private final JoinPlan rooms;

    SessionOpening(
            SessionLoop loop, VersionTwoSession session, Request request, ConnectReply reply) {
        this.loop = loop;
        this.session = session;
        this.request = request;
        this.reply = reply;
        this.asked = AskedPlaces.ofPositions(reply.getRecoverList());
        if (!asked.isEmpty()) {
            session.chargeHistory();
        }
        this.after = reply.hasTip() ? asked.take(own()) : null;
        Set<String> wanted = new LinkedHashSet<>(reply.getRoomsList());
        if (!reply.getRoom().isEmpty()) {
            wanted.add(reply.getRoom());
        }
        this.rooms =
                new JoinPlan(session.app(), session.admission().judge(wanted, Set.of()), asked);
        loop.node().metrics().roomsRefused(rooms.refused());
    }

    /** Lets the session into its rooms and its stream, answers AUTH, and reads on. */
    void begin() {
        OwnAsk own = new OwnAsk(Session.tipOf(reply), after);
        loop.shard().open(session, own, rooms.asks(), this::opened);
    }

    private void opened(List<JoinedRoom> all) {
        rooms.joined(all.subList(1, all.size()), loop.node()::membersOf);
        List<StreamAnswer> recovered = new ArrayList<>();
        if (reply.hasTip()) {
            JoinPlan.answer(own(), after, all.get(0)).ifPresent(recovered::add);
        }
        recovered.addAll(rooms.streams());
        recovered.addAll(asked.unknown());
        AuthAnswer answer =
                new AuthAnswer(
                        session.key(),
                        session.user(),
                        session.limits().heartbeat(),
                        loop.node().identity().instance(),
                        rooms.rooms(),
                        recovered,
                        read());
        session.reply(request, Operation.AUTH_REPLY, ReplyBodies.auth(answer));
        session.channel().flush();
        session.opened();
    }

    private Optional<ReadAnswer> read() {
        if (!reply.hasRead()) {
            return Optional.empty();
        }
        long offset = reply.getRead().getOffset();
        long unread = Math.max(0, reply.getTip().getOffset() - offset);
        return Optional.of(new ReadAnswer(offset, unread));
    }

    private StreamName own() {
        return StreamName.ofUser(session.user());
    }
}

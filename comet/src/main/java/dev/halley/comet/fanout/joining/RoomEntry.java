package dev.halley.comet.fanout.joining;

import dev.halley.comet.fanout.order.StreamSteps;
import dev.halley.comet.members.Member;
import dev.halley.comet.members.NodeRooms;
import dev.halley.comet.members.RoomMembers;
import dev.halley.comet.streams.JoinedRoom;
import dev.halley.comet.streams.StreamPage;
import dev.halley.comet.streams.StreamPoint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One session on its way into one room: its place is reserved; the jobs take the room into account;
 * it is known where the room's stream is; it is known what can be recovered; then it waits for the
 * cut. On the shard's loop.
 *
 * <p>Who recovers nothing waits for the place for 5 s at most: a client gives its AUTH up after
 * 10 s. Past that it is in without a place, and so is who comes behind it: of the room nothing more
 * is promised than where it ended.
 */
final class RoomEntry {
    private static final Duration PLACE_LIMIT = Duration.ofSeconds(5);

    private final StreamSteps steps;
    private final KeptPages pages;
    private final Member member;
    private final RoomAsk ask;
    private @Nullable RoomMembers room;
    private @Nullable Proof proof;
    private StreamPoint end = StreamPoint.NONE;
    private boolean answered;

    RoomEntry(StreamSteps steps, KeptPages pages, Member member, RoomAsk ask) {
        this.steps = steps;
        this.pages = pages;
        this.member = member;
        this.ask = ask;
    }

    void reserve() {
        steps.rooms().reserve(ask.room());
    }

    void begin(NodeRooms node, Runnable ready) {
        if (node.isInForce(ask.room())) {
            inForce(ready);
        } else {
            node.whenInForce(ask.room(), () -> steps.loop().change(() -> inForce(ready)));
        }
    }

    private void inForce(Runnable ready) {
        RoomMembers reserved = steps.rooms().get(ask.room());
        if (reserved == null) {
            ready.run();
            return;
        }
        room = reserved;
        if (needsNoPlace(reserved)) {
            prove(reserved, ready);
            return;
        }
        steps.reads()
                .tip(
                        reserved.stream(),
                        tip -> steps.loop().change(() -> tipCame(reserved, tip, ready)));
        if (ask.after() == null) {
            Runnable givesUp = () -> tipCame(reserved, StreamPage.UNREADABLE, ready);
            steps.loop().changeAfter(PLACE_LIMIT, givesUp);
        }
    }

    private boolean needsNoPlace(RoomMembers of) {
        boolean asOthers = ask.after() == null && of.size() > 0;
        return of.cursor().isKnown() || of.isStreamless() || asOthers;
    }

    private void tipCame(RoomMembers of, StreamPage tip, Runnable ready) {
        if (tip.isNoStream()) {
            of.streamless(true);
        }
        if (answered) {
            return;
        }
        answered = true;
        if (tip.isReadable()) {
            end = tip.tip();
            if (mayBegin(of)) {
                steps.reaches(member, of, end, 0);
            }
        }
        prove(of, ready);
    }

    // Who came in without a place is owed what may be on its way from before this end: for them the
    // room begins with what comes first, or with what a check finds once it is quiet.
    private static boolean mayBegin(RoomMembers of) {
        return !of.cursor().isKnown() && of.size() == 0;
    }

    private StreamPoint cut(RoomMembers of) {
        StreamPoint known = of.cut();
        return known.epoch() == 0 ? end : known;
    }

    private void prove(RoomMembers of, Runnable ready) {
        Proof begun = new Proof(steps, pages, member, of, ask.after());
        proof = begun;
        begun.begin(cut(of), ready);
    }

    void giveUp() {
        steps.rooms().giveUp(ask.room());
        forget();
    }

    /** The session is gone: what was read for it is not needed. */
    void forget() {
        if (proof != null) {
            proof.giveUp();
        }
    }

    /** The cut: from here on the session is a member. */
    JoinedRoom join() {
        steps.rooms().join(member, ask.room());
        if (proof == null || room == null) {
            return JoinedRoom.WITHOUT_STREAM;
        }
        if (room.cut().epoch() == 0) {
            // The room begins with what is on its way, from before that end and perhaps in another
            // epoch: for who is there already it would go back.
            proof.lose();
            if (!room.isStreamless()) {
                steps.metrics().unplaced();
            }
        }
        return proof.result(cut(room));
    }

    /** To be called right after the reply is written. Who has left by then is sent nothing. */
    void begin(CatchUps catchUps) {
        if (proof != null && room != null && member.roomOf(room.stream().name()) == room) {
            proof.begin(catchUps, cut(room));
        } else {
            forget();
        }
    }
}

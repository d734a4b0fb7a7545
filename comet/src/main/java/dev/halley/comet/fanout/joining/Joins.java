package dev.halley.comet.fanout.joining;

import dev.halley.comet.fanout.order.DirectWriter;
import dev.halley.comet.fanout.order.StreamSteps;
import dev.halley.comet.members.Member;
import dev.halley.comet.members.NodeRooms;
import dev.halley.comet.members.RoomMembers;
import dev.halley.comet.streams.JoinedRoom;
import dev.halley.comet.streams.StreamKey;
import dev.halley.comet.streams.StreamPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lets sessions into rooms and streams, each time in one moment. On the shard's loop. */
public final class Joins {
    private final StreamSteps steps;
    private final NodeRooms node;
    private final CatchUps catchUps;
    private final DirectWriter direct;
    private final KeptPages pages;

    /** Of one shard. */
    public Joins(StreamSteps steps, NodeRooms node, CatchUps catchUps, DirectWriter direct) {
        this.steps = steps;
        this.node = node;
        this.catchUps = catchUps;
        this.direct = direct;
        this.pages = catchUps.pages();
    }

    /** As {@code Shard.join}. */
    public void join(Member member, List<RoomAsk> rooms, Consumer<List<JoinedRoom>> done) {
        new Admission(member, null, rooms, done).begin();
    }

    /** As {@code Shard.open}. */
    public void open(
            Member member, OwnAsk own, List<RoomAsk> rooms, Consumer<List<JoinedRoom>> done) {
        new Admission(member, own, rooms, done).begin();
    }

    /** As {@code Shard.recover}. */
    public void recover(
            Member member, String stream, StreamPoint after, Consumer<JoinedRoom> done) {
        RoomMembers room = member.roomOf(stream);
        boolean own = StreamKey.ofUser(member.app(), member.user()).name().equals(stream);
        if (room == null && !own) {
            done.accept(JoinedRoom.WITHOUT_STREAM);
            return;
        }
        Proof proof = new Proof(steps, pages, member, room, after);
        proof.begin(cut(member, room), () -> recovered(member, room, proof, done));
    }

    private void recovered(
            Member member, @Nullable RoomMembers room, Proof proof, Consumer<JoinedRoom> done) {
        boolean gone = room != null && member.roomOf(room.stream().name()) != room;
        if (!member.isInShard()) {
            proof.giveUp();
            return;
        }
        if (gone) {
            proof.giveUp();
            done.accept(JoinedRoom.WITHOUT_STREAM);
            return;
        }
        done.accept(proof.result(cut(member, room)));
        proof.begin(catchUps, cut(member, room));
        catchUps.goOn(member);
    }

    private static StreamPoint cut(Member member, @Nullable RoomMembers room) {
        return room == null ? member.own() : room.cut();
    }

    /** One session on its way into several streams at once. */
    private final class Admission {
        private final Member member;
        private final List<RoomEntry> rooms = new ArrayList<>(1);
        private final Consumer<List<JoinedRoom>> done;
        private final @Nullable OwnAsk own;
        private @Nullable Proof ownProof;
        private int unready;

        Admission(
                Member member,
                @Nullable OwnAsk own,
                List<RoomAsk> asks,
                Consumer<List<JoinedRoom>> done) {
            this.member = member;
            this.own = own;
            this.done = done;
            asks.forEach(ask -> rooms.add(new RoomEntry(steps, pages, member, ask)));
        }

        void begin() {
            if (!member.isInShard()) {
                return;
            }
            rooms.forEach(RoomEntry::reserve);
            // One more, so that nothing is ready before all have begun.
            unready = rooms.size() + 2;
            rooms.forEach(room -> room.begin(node, this::ready));
            beginOwn();
            ready();
        }

        private void beginOwn() {
            OwnAsk asked = own;
            if (asked == null) {
                ready();
                return;
            }
            Proof begun = new Proof(steps, pages, member, null, asked.after());
            ownProof = begun;
            // Its tip was read after its route was there: no later one would say more.
            boolean beyond = asked.after() != null && isBeyond(asked.after(), asked.tipOrNone());
            begun.begin(beyond ? StreamPoint.NONE : asked.tipOrNone(), this::ready);
        }

        private boolean isBeyond(StreamPoint after, StreamPoint tip) {
            return after.epoch() != tip.epoch() || after.offset() > tip.offset();
        }

        private void ready() {
            if (--unready > 0) {
                return;
            }
            if (member.isInShard()) {
                cut();
            } else {
                rooms.forEach(RoomEntry::giveUp);
                forgetOwn();
            }
        }

        private void forgetOwn() {
            if (ownProof != null) {
                ownProof.giveUp();
            }
        }

        private void cut() {
            List<JoinedRoom> joined = new ArrayList<>(rooms.size() + 1);
            if (own != null && ownProof != null) {
                joined.add(ownProof.result(own.tipOrNone()));
            }
            rooms.forEach(room -> joined.add(room.join()));
            done.accept(joined);
            if (!member.isInShard()) {
                rooms.forEach(RoomEntry::forget);
                forgetOwn();
                return;
            }
            rooms.forEach(room -> room.begin(catchUps));
            if (own != null && ownProof != null) {
                direct.startOwn(member, own.tipOrNone());
                ownProof.begin(catchUps, own.tipOrNone());
                direct.open(member, steps.parts().now());
            }
            catchUps.goOn(member);
        }
    }
}

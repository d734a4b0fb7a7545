package dev.halley.comet.fanout.order;

import dev.halley.comet.frames.Place;
import dev.halley.comet.members.Member;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.members.RoomMembers;
import dev.halley.comet.streams.StreamKey;
import dev.halley.comet.streams.StreamPage;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.comet.streams.TipBelief;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Compares a shard's streams with where they end, now and then: what went missing as the last
 * message of a stream leaves no hole. What is short of its end a moment later is read. On the shard's
 * loop.
 */
public final class PositionChecks {
    /** Several jobs that attach, or skip, one after the other bring one check. */
    private static final long SOON_MS = 100;

    private static final int ROUNDS_OF_ALL = 10;

    private final EventLoop loop;
    private final StreamSteps steps;
    private final TipBelief tips;
    private boolean soon;
    private int rounds;

    /** Checks nothing until it is started. */
    public PositionChecks(EventLoop loop, StreamSteps steps) {
        this.loop = loop;
        this.steps = steps;
        this.tips = steps.parts().setup().streams().tips();
    }

    /** Places of the streams whose last message the session could not see. */
    public List<Place> hidden(Member member) {
        List<Place> places = new ArrayList<>();
        if (member.isOwnHidden()) {
            add(places, member, StreamKey.ofUser(member.app(), member.user()), member.own());
        }
        for (RoomKey key : member.rooms()) {
            RoomMembers room = steps.rooms().get(key);
            if (room != null && room.isLastHidden(member)) {
                add(places, member, room.stream(), room.cut());
            }
        }
        return places;
    }

    private static void add(List<Place> places, Member member, StreamKey stream, StreamPoint at) {
        if (at.epoch() != 0 && !member.isBehind(stream.name())) {
            places.add(new Place(stream.name(), at.epoch(), at.offset()));
        }
    }

    /** Checks again and again, each time a little earlier or later than the others do. */
    public void start(Duration interval) {
        double jitter = 0.75 + ThreadLocalRandom.current().nextDouble() / 2;
        later(
                () -> {
                    rounds++;
                    checkRooms(rounds % ROUNDS_OF_ALL == 0);
                    start(interval);
                },
                Math.max(1, (long) (interval.toMillis() * jitter)));
    }

    /** Something may be missing. */
    public void soon() {
        if (!soon) {
            soon = true;
            later(
                    () -> {
                        soon = false;
                        checkRooms(true);
                    },
                    SOON_MS);
        }
    }

    /** A session's user's stream ends there. */
    public void check(Member member, StreamPoint tip) {
        steps.metrics().checked();
        StreamPoint at = member.own();
        if (at.isShortOf(tip)) {
            later(() -> checkAgain(member, at, tip), tips.graceMs(at, tip));
        }
    }

    private void checkAgain(Member member, StreamPoint then, StreamPoint tip) {
        if (!isOpen(member) || !tips.isStillShort(member.own(), then, tip)) {
            return;
        }
        if (then.epoch() == tip.epoch()) {
            foundShort(member, tip, tip.epoch());
        } else {
            // Its epoch may be over since before it came: asked again, in the one that is known.
            steps.reads()
                    .check(
                            StreamKey.ofUser(member.app(), member.user()),
                            page -> steps.loop().change(() -> ownTipCame(member, then, page)));
        }
    }

    private void ownTipCame(Member member, StreamPoint then, StreamPage page) {
        StreamPoint tip = page.tip();
        if (page.isReadable() && isOpen(member) && tips.isStillShort(member.own(), then, tip)) {
            foundShort(member, tip, then.epoch());
        }
    }

    private void foundShort(Member member, StreamPoint tip, int asked) {
        steps.metrics().foundShort();
        int askedAt = tips.askedAt(asked, member.own().epoch());
        steps.loop().resume(() -> steps.reaches(member, null, tip, askedAt));
    }

    private static boolean isOpen(Member member) {
        return member.isInShard() && member.held() == null;
    }

    private void checkRooms(boolean all) {
        steps.rooms().forEach(room -> check(room, all));
    }

    // All, now and then: streams of a type may have been switched on, and a question on its way may
    // be older than what went missing.
    private void check(RoomMembers room, boolean all) {
        boolean hasStream = room.cut().epoch() != 0 || !room.isStreamless();
        if ((all || (hasStream && !room.isChecking())) && !room.isReading()) {
            steps.metrics().checked();
            room.checking(true);
            int askedAt = room.cursor().epoch();
            steps.reads()
                    .check(
                            room.stream(),
                            tip -> steps.loop().change(() -> tipCame(room, tip, askedAt)));
        }
    }

    private void tipCame(RoomMembers room, StreamPage page, int askedAt) {
        room.checking(false);
        if (page.isReadable() || page.isNoStream()) {
            room.streamless(page.isNoStream());
        }
        StreamPoint tip = page.tip();
        StreamPoint at = at(room);
        if (page.isReadable() && at.isShortOf(tip)) {
            later(() -> checkAgain(room, at, tip, askedAt), tips.graceMs(at, tip));
        }
    }

    private void checkAgain(RoomMembers room, StreamPoint then, StreamPoint tip, int asked) {
        boolean here = steps.rooms().get(room.key()) == room;
        if (here && tips.isStillShort(at(room), then, tip)) {
            steps.metrics().foundShort();
            int askedAt = tips.askedAt(asked, room.cursor().epoch());
            steps.loop().resume(() -> steps.roomStreams().reaches(room, tip, askedAt));
        }
    }

    private static StreamPoint at(RoomMembers room) {
        return new StreamPoint(room.cursor().epoch(), room.cursor().last());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it, and it cannot be cancelled
    private void later(Runnable task, long ms) {
        loop.schedule(task, ms, TimeUnit.MILLISECONDS);
    }
}

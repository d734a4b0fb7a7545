package dev.halley.comet.fanout.joining;

import dev.halley.comet.fanout.order.StreamSteps;
import dev.halley.comet.members.Member;
import dev.halley.comet.members.RoomMembers;
import dev.halley.comet.streams.Continuity;
import dev.halley.comet.streams.Continuity.Verdict;
import dev.halley.comet.streams.JoinedRoom;
import dev.halley.comet.streams.StreamKey;
import dev.halley.comet.streams.StreamPage;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.comet.streams.StreamReads;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a session can have everything behind the place it asks from, and begins to send
 * it. On the shard's loop.
 */
final class Proof {
    private final StreamSteps steps;
    private final KeptPages pages;
    private final Member member;
    private final @Nullable RoomMembers room;
    private final @Nullable StreamPoint after;
    private boolean shown;
    private long kept;

    /**
     * Of one stream.
     *
     * @param room whose stream it is; null: the session's own
     * @param after from where the client asks; null: it does not
     */
    Proof(
            StreamSteps steps,
            KeptPages pages,
            Member member,
            @Nullable RoomMembers room,
            @Nullable StreamPoint after) {
        this.steps = steps;
        this.pages = pages;
        this.member = member;
        this.room = room;
        this.after = after;
    }

    /** Begins, knowing where live messages begin by now; {@code then} runs when it is found out. */
    void begin(StreamPoint cut, Runnable then) {
        StreamPoint asked = after;
        Verdict verdict = Continuity.judge(asked, cut);
        if (asked == null || (verdict != Verdict.READ && verdict != Verdict.ASK_TIP)) {
            shown = verdict == Verdict.SHOWN;
            then.run();
        } else if (verdict == Verdict.ASK_TIP) {
            reads().tip(stream(), tip -> later(() -> tipCame(asked, cut, tip), then));
        } else if (isKept(asked)) {
            shown = true;
            then.run();
        } else {
            reads().catchUp(stream(), asked.offset(), read -> later(() -> came(asked, read), then));
        }
    }

    /** It cannot have it, whatever was shown. */
    void lose() {
        shown = false;
        giveUp();
    }

    /** What the client is told, with the cut as it is in this moment. */
    JoinedRoom result(StreamPoint cut) {
        if (after == null) {
            return new JoinedRoom(false, cut.epoch(), cut.offset());
        }
        shown &= after.epoch() == cut.epoch();
        steps.metrics().recovery(shown);
        return new JoinedRoom(shown, cut.epoch(), cut.offset());
    }

    /** Lets the session fall behind to where it asked from, if it is behind that. */
    void begin(CatchUps catchUps, StreamPoint cut) {
        if (after != null && shown && after.offset() < cut.offset()) {
            catchUps.begin(
                    member,
                    room,
                    new StreamPoint(after.epoch(), after.offset(), cut.lineage()),
                    kept);
        } else {
            giveUp();
        }
    }

    /** Nothing comes of it: what was read is not needed. */
    void giveUp() {
        pages.forget(kept);
    }

    private void later(Runnable found, Runnable then) {
        steps.loop()
                .change(
                        () -> {
                            found.run();
                            then.run();
                        });
    }

    private void tipCame(StreamPoint asked, StreamPoint cut, StreamPage tip) {
        shown = Continuity.byTip(asked, tip) == Verdict.SHOWN;
        if (tip.isReadable()) {
            // The client was where more had come already: here it is missing.
            steps.reaches(member, room, tip.tip(), cut.epoch());
        }
    }

    private void came(StreamPoint asked, StreamPage read) {
        shown = Continuity.byPage(asked, read) == Verdict.SHOWN;
        kept = shown ? pages.keep(read) : 0;
    }

    private boolean isKept(StreamPoint asked) {
        return room != null
                && !steps.rooms().recent(room.key(), asked.epoch(), asked.offset(), 1).isEmpty();
    }

    private StreamKey stream() {
        return room == null ? StreamKey.ofUser(member.app(), member.user()) : room.stream();
    }

    private StreamReads reads() {
        return steps.reads();
    }
}

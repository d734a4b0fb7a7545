package dev.halley.comet.fanout.order;

import dev.halley.comet.fanout.inbox.LocalDelivery.Close;
import dev.halley.comet.fanout.inbox.LocalDelivery.Move;
import dev.halley.comet.fanout.inbox.LocalDelivery.ToSessions;
import dev.halley.comet.fanout.shared.DrainParts;
import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.MessageBatch;
import dev.halley.comet.frames.Place;
import dev.halley.comet.frames.Segment;
import dev.halley.comet.members.ExpectedSession;
import dev.halley.comet.members.ExpectedSession.Taken;
import dev.halley.comet.members.HeldPushes;
import dev.halley.comet.members.Member;
import dev.halley.comet.members.SessionRefs;
import dev.halley.comet.streams.StreamPoint;
import dev.halley.comet.writing.FanoutMetrics;
import dev.halley.wire.FrameHeader;
import org.jspecify.annotations.Nullable;

/** Writes what is for single sessions. On the shard's loop; nothing is flushed but before a close. */
public final class DirectWriter {
    private final DrainParts parts;
    private final FanoutMetrics metrics;
    private final OwnStreams own;

    /** Of one shard; {@code own} judges pushes that are not next. */
    public DirectWriter(DrainParts parts, OwnStreams own) {
        this.parts = parts;
        this.metrics = parts.setup().metrics();
        this.own = own;
    }

    /** Writes a push to those of its sessions that are here, or holds it for them. */
    public void write(ToSessions delivery, long now) {
        parts.dealt().add(delivery);
        boolean expired = expired(delivery.message());
        if (expired && delivery.places().isEmpty()) {
            return;
        }
        DirectSegments segments = new DirectSegments(delivery, parts.setup().allocator());
        try {
            SessionRefs refs = delivery.sessions();
            for (int i = 0; i < refs.size(); i++) {
                int index = refs.placeOf(i);
                Member member = find(refs, i);
                if (member == null) {
                    Message message = segments.message(index);
                    expected(refs, i, (expected, generation) -> expected.push(generation, message));
                } else if (isNext(member, segments, index, expired) && !expired) {
                    writeAccepted(member, segments.of(member, index), segments.place(index), now);
                }
            }
        } finally {
            segments.release();
        }
    }

    /** False when the push is held, or for the session's stream to judge. */
    private boolean isNext(Member member, DirectSegments segments, int index, boolean expired) {
        HeldPushes held = member.held();
        if (held != null) {
            hold(held, segments.message(index));
            return false;
        }
        Place place = segments.place(index);
        if (place.isNone()) {
            return true;
        }
        if (member.ownNext(place)) {
            member.ownHidden(expired);
            return true;
        }
        own.offer(member, OwnPush.of(segments.message(index), segments.delivery().receipt()));
        return false;
    }

    private void hold(HeldPushes held, Message message) {
        if (!held.add(message) && message.place().isNone()) {
            metrics.droppedHeld();
        }
    }

    /** Writes one message to one session, if it takes its operation. */
    public void writeAccepted(Member member, Segment segment, Place place, long now) {
        boolean accepted = member.accepts(segment.operation());
        if (!place.isNone()) {
            member.ownHidden(!accepted);
        }
        if (accepted) {
            parts.writer().write(member, segment, place, now);
        }
    }

    /**
     * Its user's stream ends there: what comes live is behind that. A session of version 1, which is
     * told of no place, begins before with what is held, if that is before.
     */
    public void startOwn(Member member, StreamPoint tip) {
        HeldPushes held = member.held();
        boolean tells = member.protocolVersion() != FrameHeader.VERSION_1;
        if (tip.epoch() != 0 && (tells || held == null || held.isBehind(tip))) {
            member.ownAt(tip);
        }
    }

    /** Writes what was held for a session, which is from here on written to like any other. */
    public void open(Member member, long now) {
        HeldPushes held = member.takeHeld();
        if (held == null) {
            return;
        }
        MessageBatch batch = newBatch();
        for (Message message : held.messages()) {
            if (message.place().isNone() || member.ownNext(message.place())) {
                batch.add(message);
            } else {
                write(member, batch, now);
                batch = newBatch();
                own.offer(member, OwnPush.of(message));
            }
        }
        write(member, batch, now);
        Place lost = held.lost();
        if (!lost.isNone()) {
            own.lost(member, new StreamPoint(lost.epoch(), lost.offset(), lost.lineage()));
        }
        parts.writer().flush();
    }

    private void write(Member member, MessageBatch batch, long now) {
        batch.messages().removeIf(this::expired);
        try {
            parts.writer().write(member, batch, true, now);
        } finally {
            batch.release();
        }
    }

    private MessageBatch newBatch() {
        return new MessageBatch(parts.setup().config().maxMergedBytes(), parts.setup().allocator());
    }

    /** What the sessions were pushed before is written already; what comes later finds them moved. */
    public void move(Move delivery) {
        parts.dealt().add(delivery);
        SessionRefs refs = delivery.sessions();
        for (int i = 0; i < refs.size(); i++) {
            Member member = find(refs, i);
            if (member == null) {
                expected(
                        refs,
                        i,
                        (expected, generation) ->
                                expected.move(generation, delivery.join(), delivery.leave()));
            } else {
                member.move(delivery.join(), delivery.leave());
            }
        }
    }

    /** Closes those of its sessions that are here. */
    public void close(Close delivery) {
        // What was written to them before goes out before the connection closes; what is held does
        // not.
        parts.writer().flush();
        parts.dealt().add(delivery);
        SessionRefs refs = delivery.sessions();
        for (int i = 0; i < refs.size(); i++) {
            Member member = find(refs, i);
            if (member == null) {
                expected(
                        refs,
                        i,
                        (expected, generation) -> expected.close(generation, delivery.reason()));
            } else {
                member.close(delivery.reason());
            }
        }
    }

    /** True when it is too late for the message, which is counted. */
    public boolean expired(Message message) {
        boolean expired = message.expired(parts.setup().clock().millis());
        if (expired) {
            metrics.droppedExpired();
        }
        return expired;
    }

    /** The session, unless it is not here, or another one by now. */
    private @Nullable Member find(SessionRefs refs, int index) {
        Member member = parts.state().sessions().byId(refs.ids()[index]);
        return member == null || member.generation() != refs.generations()[index] ? null : member;
    }

    /** Something for a session that is not here: it may be expected. */
    private void expected(SessionRefs refs, int index, ForExpected told) {
        ExpectedSession expected = parts.state().sessions().expected(refs.ids()[index]);
        Taken taken =
                expected == null ? Taken.OVER : told.tell(expected, refs.generations()[index]);
        if (taken == Taken.OVER) {
            metrics.droppedUnknown();
        } else if (taken == Taken.FULL) {
            metrics.droppedHeld();
        }
    }

    private interface ForExpected {
        Taken tell(ExpectedSession expected, long generation);
    }
}

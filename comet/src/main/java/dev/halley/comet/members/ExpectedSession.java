package dev.halley.comet.members;

import dev.halley.comet.frames.Message;
import dev.halley.wire.CloseReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session of which logic is asked. Jobs find its route as soon as logic has registered it, which is
 * before the answer is here; what they send it by then waits for it, a bounded number of each kind. A
 * call that was made twice has registered it twice: the later registration counts.
 */
public final class ExpectedSession {
    /** What became of something that is for it. */
    public enum Taken {
        /** It waits. */
        WAITS,
        /** Too much waits already, and no stream has it. */
        FULL,
        /** It is for an earlier registration. */
        OVER
    }

    private long generation;
    private @Nullable HeldPushes pushes;
    private @Nullable HeldMoves moves;
    private @Nullable CloseReason close;
    private int dropped;

    ExpectedSession() {}

    /** A direct push for this registration of it. */
    public Taken push(long registration, Message message) {
        if (isOver(registration)) {
            return Taken.OVER;
        }
        HeldPushes waiting = pushes == null ? new HeldPushes() : pushes;
        pushes = waiting;
        boolean kept = waiting.add(message) || !message.place().isNone();
        return kept ? Taken.WAITS : Taken.FULL;
    }

    /** It is to join and leave rooms. */
    public Taken move(long registration, List<String> join, List<String> leave) {
        if (isOver(registration)) {
            return Taken.OVER;
        }
        HeldMoves waiting = moves == null ? new HeldMoves() : moves;
        moves = waiting;
        return waiting.add(join, leave) ? Taken.WAITS : Taken.FULL;
    }

    /** It is to end as soon as it is here, for the first reason that there is. */
    public Taken close(long registration, CloseReason reason) {
        if (isOver(registration)) {
            return Taken.OVER;
        }
        close = close == null ? reason : close;
        return Taken.WAITS;
    }

    private boolean isOver(long registration) {
        if (registration > generation) {
            generation = registration;
            drop();
        }
        return registration < generation;
    }

    /** It is in its shard: gets what has waited, and its pushes wait on until it is open. */
    void arrived(Member member) {
        if (isOver(member.generation())) {
            drop();
        }
        member.hold(pushes == null ? new HeldPushes() : pushes);
        if (moves != null) {
            moves.forEach(member::move);
        }
        if (close != null) {
            member.close(close);
        }
    }

    /** It does not come. */
    void gone() {
        drop();
    }

    private void drop() {
        dropped += moves == null ? 0 : moves.size();
        dropped += pushes == null ? 0 : pushes.messages().size();
        pushes = null;
        moves = null;
        close = null;
    }

    /** How many pushes and moves have waited in vain. */
    int dropped() {
        return dropped;
    }
}

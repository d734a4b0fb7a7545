package dev.halley.comet.members;

import dev.halley.wire.CloseReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session of which logic is asked. Jobs find its route as soon as logic has registered it, which is
 * before the answer is here; what they send it by then waits for it, a bounded number of each kind.
 */
public final class ExpectedSession {
    private static final int MAX_MOVES = 16;

    private long generation;
    private HeldPushes pushes = new HeldPushes();
    private List<Move> moves = List.of();
    private @Nullable CloseReason close;

    private record Move(List<String> join, List<String> leave) {}

    ExpectedSession() {}

    /**
     * Where direct pushes for this registration of it wait.
     *
     * @return null: it has a later one
     */
    public @Nullable HeldPushes pushes(long of) {
        return isOf(of) ? pushes : null;
    }

    /** It is to join and leave rooms; false when that was said too often. */
    public boolean move(long of, List<String> join, List<String> leave) {
        if (!isOf(of)) {
            return true;
        }
        if (moves.size() == MAX_MOVES) {
            return false;
        }
        moves = moves.isEmpty() ? new ArrayList<>(1) : moves;
        moves.add(new Move(join, leave));
        return true;
    }

    /** It is to end as soon as it is here. */
    public void close(long of, CloseReason reason) {
        if (isOf(of)) {
            close = reason;
        }
    }

    // A call that was made twice has registered it twice: the later registration counts.
    private boolean isOf(long registration) {
        if (registration > generation) {
            generation = registration;
            pushes = new HeldPushes();
            moves = List.of();
            close = null;
        }
        return registration == generation;
    }

    /** It is here, in its shard: gets what has waited, and its pushes wait on until it is open. */
    void arrived(Member member) {
        if (!isOf(member.generation())) {
            member.hold(new HeldPushes());
            return;
        }
        member.hold(pushes);
        moves.forEach(move -> member.move(move.join, move.leave));
        if (close != null) {
            member.close(close);
        }
    }
}

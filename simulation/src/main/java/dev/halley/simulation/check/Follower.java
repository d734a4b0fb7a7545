package dev.halley.simulation.check;

import java.util.HashMap;
import java.util.Map;

/**
 * One client of version 2 as the reader of one stream, over all its connections: where it was told
 * that it stands, and all that its application was handed.
 *
 * <p>What it is told of excuses what it covers and nothing else. {@code recovered: false} and {@code
 * gap} name a place: what is up to there may be missing; behind it the messages follow one by one,
 * until something else is told. Nothing excuses a message that comes twice or before its turn, but
 * three things that the design allows:
 *
 * <ul>
 *   <li>A message that Redis lost and a job appended again comes at its new place, behind others
 *       that came later (decision 30), to who was told that the epoch is another one.
 *   <li>A client that was told {@code recovered: false} has loaded afresh what there is up to the
 *       place that it was told, and goes on from there. Where that place is before what it was
 *       handed already, what lies between comes again, once, in its order.
 *   <li>A client that left the stream has forgotten its place and begins anew when it comes back:
 *       it is another follower then.
 * </ul>
 */
public final class Follower {
    private final String name;
    private final Map<Long, Handed> handed = new HashMap<>();
    private int highest = -1;
    private int epoch;
    private long offset;
    private int loads;

    private record Handed(int epoch, int loads) {}

    /** Was handed nothing and told nothing. */
    public Follower(String client, String stream) {
        this.name = client + " in " + stream;
    }

    /** It was told that it stands there, and loads afresh what there is up to there. */
    public void loads(int at, long upTo) {
        loads++;
        if (upTo < offset) {
            highest = -1;
        }
        stands(at, upTo);
    }

    private void stands(int at, long upTo) {
        epoch = at;
        offset = upTo;
    }

    /** It was told that these will not come; what is before them it must have. */
    public void told(int of, long from, long to) {
        if (of != epoch) {
            stands(of, to);
            return;
        }
        if (from <= to && from > offset + 1) {
            throw new Violation(
                    "%s was told that %d to %d are missing, but is at %d/%d"
                            .formatted(this, from, to, epoch, offset));
        }
        offset = Math.max(offset, to);
    }

    /** A message is handed to the application. */
    void handed(Accepted one, int at, long place) {
        if (epoch == 0) {
            // It was told of no place: it begins with what comes first.
            stands(at, place - 1);
        }
        if (at != epoch || place != offset + 1) {
            throw new Violation(
                    "%s was handed %d/%d at %d/%d, and told nothing"
                            .formatted(this, at, place, epoch, offset));
        }
        offset = place;
        Handed before = handed.put(one.messageId(), new Handed(at, loads));
        if (before != null && !mayComeAgain(one, before)) {
            throw new Violation(
                    "%s was handed %d twice, in epoch %d and at %d/%d"
                            .formatted(this, one.messageId(), before.epoch(), at, place));
        }
        if (before == null && one.place() < highest && one.appended() < 2) {
            throw new Violation(
                    "%s was handed %d after %d: out of order"
                            .formatted(this, one.place(), highest));
        }
        highest = Math.max(highest, one.place());
    }

    private boolean mayComeAgain(Accepted one, Handed before) {
        boolean elsewhere = one.appended() > 1 && before.epoch() != epoch;
        return elsewhere || before.loads() < loads;
    }

    @Override
    public String toString() {
        return name;
    }
}

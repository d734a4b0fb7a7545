package dev.halley.benchmarks.load;

import dev.halley.benchmarks.audit.Arrival;
import dev.halley.benchmarks.audit.Oddity;
import dev.halley.benchmarks.audit.SessionAudit;
import dev.halley.benchmarks.audit.Stamp;
import dev.halley.benchmarks.client.LoadTarget;
import dev.halley.benchmarks.client.SessionSpec;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One session, over all its connections: who it is, where it dials, what it has received. */
final class LoadSession {

    final SessionSpec spec;
    final SessionAudit audit;

    /** The comet of its present connection, or of the next one. */
    LoadTarget target;

    /** Attempts in a row that did not come online. */
    int failures;

    /** When its last connection was cut; only after one was. */
    long cutNanos;

    boolean online;

    /** The present connection, or the last one. */
    @Nullable LoadConnection connection;

    private final int run;
    private final LoopCounts counts;
    private long quietSinceNanos;

    LoadSession(SessionSpec spec, LoadTarget target, int run, LoopCounts counts) {
        this.spec = spec;
        this.audit = new SessionAudit(spec.senders());
        this.target = target;
        this.run = run;
        this.counts = counts;
    }

    /** The reply to AUTH has come. */
    void cameOnline(long nowNanos) {
        if (audit.wasOnline()) {
            counts.returned(nowNanos - cutNanos, nowNanos);
        } else {
            counts.everOnline.incrementAndGet();
        }
        audit.online(nowNanos);
        online = true;
        failures = 0;
        quietSinceNanos = nowNanos;
    }

    /** The connection is gone, to be made again. */
    void wasCut(long nowNanos) {
        audit.cut(nowNanos);
        online = false;
        cutNanos = nowNanos;
    }

    /** Takes a message of the run's operation, where it lies in the buffer. */
    void message(ByteBuffer in, int body, int length, long nowNanos) {
        if (length < Stamp.BYTES || in.getInt(body + Stamp.RUN_AT) != run) {
            counts.strays++;
            return;
        }
        int sender = in.getShort(body + Stamp.SLOT_AT);
        if (in.getInt(body + Stamp.TARGET_AT) != spec.target()
                || sender < 0
                || sender >= audit.senders()) {
            counts.misrouted++;
            return;
        }
        if (!isFirst(sender, in.getInt(body + Stamp.SEQUENCE_AT), nowNanos)) {
            return;
        }
        long due = in.getLong(body + Stamp.DUE_AT);
        counts.gaps.arrived(Math.max(quietSinceNanos, due), nowNanos);
        quietSinceNanos = nowNanos;
        counts.deliveries++;
        if (in.getShort(body + Stamp.MEASURED_AT) != 0) {
            counts.measured++;
            counts.lastMeasuredNanos = nowNanos;
            counts.recordLatency(nowNanos - due);
        }
    }

    private boolean isFirst(int sender, int sequence, long nowNanos) {
        Arrival arrival = audit.arrived(sender, sequence);
        if (arrival != Arrival.NEW) {
            String where = target.address().toString();
            counts.odd(new Oddity(arrival, nowNanos, spec.target(), sender, sequence, where));
        }
        if (arrival == Arrival.DUPLICATE) {
            counts.duplicated++;
            return false;
        }
        if (arrival == Arrival.REORDERED) {
            counts.reordered++;
        }
        return true;
    }
}

package dev.halley.benchmarks.load.loop;

import dev.halley.benchmarks.audit.Arrival;
import dev.halley.benchmarks.audit.Oddity;
import dev.halley.benchmarks.audit.Receipts;
import dev.halley.benchmarks.audit.SessionAudit;
import dev.halley.benchmarks.audit.Stamp;
import dev.halley.benchmarks.audit.Troubles;
import dev.halley.benchmarks.client.LoadTarget;
import dev.halley.benchmarks.client.SessionSpec;
import dev.halley.benchmarks.recovery.StreamAudit;
import dev.halley.benchmarks.recovery.StreamClient;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One session, over all its connections: who it is, where it dials, what it has received. */
final class LoadSession {

    final SessionSpec spec;
    final Receipts audit;

    /** Its side of protocol version 2; null in version 1. */
    final @Nullable StreamClient stream;

    /** The comet of its present connection, or of the next one. */
    LoadTarget target;

    /** Attempts in a row that did not come online. */
    int failures;

    /** When its last connection was cut; only after one was. */
    long cutNanos;

    boolean online;

    /** Times that it was planned to be cut, and where the waits until then come from. */
    int cuts;

    final RandomGenerator random;

    /** The present connection, or the last one. */
    @Nullable LoadConnection connection;

    private final int run;
    private final boolean traced;
    private final LoopCounts counts;
    private long quietSinceNanos;

    LoadSession(SessionSpec spec, LoopSettings settings, LoopCounts counts, Troubles troubles) {
        this.spec = spec;
        this.target = settings.comets().first(spec.place());
        this.run = settings.run();
        this.traced = spec.target() == settings.traced();
        this.counts = counts;
        if (settings.clients().streams()) {
            StreamAudit streamAudit = new StreamAudit(spec.senders());
            this.audit = streamAudit;
            this.stream = new StreamClient(spec.stream(), streamAudit, counts.recovery, troubles);
        } else {
            this.audit = new SessionAudit(spec.senders());
            this.stream = null;
        }
        this.random =
                settings.clients()
                        .cuts()
                        .map(cuts -> cuts.random(spec.place()))
                        .orElseGet(SplittableRandom::new);
    }

    /** The reply to AUTH has come. */
    void cameOnline(byte[] reply, long nowNanos) {
        if (stream != null) {
            stream.authReply(reply, nowNanos);
        }
        if (audit.wasOnline()) {
            counts.returned(nowNanos - cutNanos, nowNanos);
        } else {
            counts.everOnline.incrementAndGet();
        }
        audit.online(nowNanos);
        online = true;
        counts.present++;
        failures = 0;
        quietSinceNanos = nowNanos;
    }

    /** The connection is gone. */
    void offline() {
        if (online) {
            online = false;
            counts.present--;
        }
    }

    /** The connection is gone, to be made again. */
    void wasCut(long nowNanos) {
        audit.cut(nowNanos);
        offline();
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
        if (stream != null) {
            stream.delivered(due, nowNanos);
        }
        if (traced) {
            counts.trace.add(due, nowNanos - due);
        }
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

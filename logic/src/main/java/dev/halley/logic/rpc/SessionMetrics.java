package dev.halley.logic.rpc;

import static java.util.Objects.requireNonNull;

import dev.halley.logic.errors.AuthenticationException.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What comets ask for and what becomes of it. Thread-safe. */
final class SessionMetrics {
    final Counter connected;
    final Counter replaced;
    final Counter disconnected;
    final Counter renewed;
    final Counter renewedReplaced;
    final Counter upstream;
    final Counter upstreamFailed;
    final Counter reports;
    final Counter snapshotsWanted;
    final Counter refusedUnavailable;
    private final Map<Reason, Counter> refused = new EnumMap<>(Reason.class);

    SessionMetrics(MeterRegistry registry) {
        requireNonNull(registry, "registry");
        this.connected = registry.counter("halley.logic.sessions.connected");
        this.replaced = registry.counter("halley.logic.sessions.replaced", "seen", "connect");
        this.renewedReplaced = registry.counter("halley.logic.sessions.replaced", "seen", "renew");
        this.disconnected = registry.counter("halley.logic.sessions.disconnected");
        this.renewed = registry.counter("halley.logic.sessions.renewed");
        this.upstream = registry.counter("halley.logic.upstream", "result", "accepted");
        this.upstreamFailed = registry.counter("halley.logic.upstream", "result", "failed");
        this.reports = registry.counter("halley.logic.room.reports");
        this.snapshotsWanted = registry.counter("halley.logic.room.snapshots.wanted");
        this.refusedUnavailable = refused(registry, "unavailable");
        for (Reason reason : Reason.values()) {
            refused.put(reason, refused(registry, reason.name().toLowerCase(Locale.ROOT)));
        }
    }

    void refused(Reason reason) {
        requireNonNull(refused.get(reason), "reason").increment();
    }

    private static Counter refused(MeterRegistry registry, String reason) {
        return registry.counter("halley.logic.sessions.refused", "reason", reason);
    }
}

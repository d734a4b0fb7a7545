package dev.halley.comet.replies;

import static java.util.Objects.requireNonNull;

import dev.halley.comet.json.ErrorCode;
import dev.halley.wire.CloseReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Figures of client connections. Thread-safe. */
public final class SessionMetrics {
    private final Map<CloseReason, Counter> closes = new EnumMap<>(CloseReason.class);
    private final Map<AuthResult, Counter> authentications = new EnumMap<>(AuthResult.class);
    private final Map<ErrorCode, Counter> refusals = new EnumMap<>(ErrorCode.class);
    private final Counter roomsRefused;
    private final Counter movesIgnored;
    private final Counter accepted;
    private final Counter framesIn;
    private final Counter bytesIn;
    private final Counter repliesOut;
    private final Counter replyBytesOut;
    private final Counter ignoredFrames;
    private final Counter readPauses;
    private final Counter evicted;
    private final Counter forcedCloses;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger unauthenticated = new AtomicInteger();

    /** Registers all of them. */
    public SessionMetrics(MeterRegistry registry) {
        for (CloseReason reason : CloseReason.values()) {
            closes.put(
                    reason,
                    Counter.builder("halley.comet.closes")
                            .description("Connections closed")
                            .tag("reason", reason.label())
                            .register(registry));
        }
        for (AuthResult result : AuthResult.values()) {
            authentications.put(
                    result,
                    Counter.builder("halley.comet.authentications")
                            .description("AUTH frames by what came of them")
                            .tag("result", result.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        for (ErrorCode code : ErrorCode.values()) {
            refusals.put(
                    code,
                    Counter.builder("halley.comet.requests.refused")
                            .description("Requests of version 2 that were answered by an error")
                            .tag("code", code.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        roomsRefused = counter(registry, "rooms.refused", "Rooms that a session was not let into");
        movesIgnored =
                counter(
                        registry,
                        "moves.ignored",
                        "Orders to join or leave rooms that came too early for a session");
        accepted = counter(registry, "connections.accepted", "Connections accepted");
        framesIn = counter(registry, "frames.received", "Frames of clients");
        bytesIn = counter(registry, "bytes.received", "Bytes of clients");
        repliesOut = counter(registry, "replies", "Frames that answer clients");
        replyBytesOut = counter(registry, "replies.bytes", "Bytes of those frames");
        ignoredFrames = counter(registry, "frames.ignored", "Frames before AUTH");
        readPauses =
                counter(
                        registry,
                        "reads.paused",
                        "Times a session was not read: it does not read its replies");
        evicted = counter(registry, "handshakes.evicted", "Silent connections closed for new ones");
        forcedCloses =
                counter(
                        registry,
                        "closes.forced",
                        "Connections that did not read their last bytes");
        gauge(registry, "connections", "Open connections", connections);
        gauge(registry, "connections.unauthenticated", "Of those without AUTH", unauthenticated);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder("halley.comet." + name).description(description).register(registry);
    }

    private static void gauge(
            MeterRegistry registry, String name, String description, AtomicInteger value) {
        Gauge.builder("halley.comet." + name, value, AtomicInteger::get)
                .description(description)
                .register(registry);
    }

    /** Notes a new connection; gives how many there are. */
    public int opened() {
        accepted.increment();
        unauthenticated.incrementAndGet();
        return connections.incrementAndGet();
    }

    /** A connection has become a session. */
    public void authenticated() {
        unauthenticated.decrementAndGet();
    }

    /** Notes the end of a connection. */
    public void closed(CloseReason reason, boolean wasAuthenticated) {
        requireNonNull(closes.get(reason)).increment();
        connections.decrementAndGet();
        if (!wasAuthenticated) {
            unauthenticated.decrementAndGet();
        }
    }

    /** Open connections. */
    public int connections() {
        return connections.get();
    }

    /** Open connections without a session. */
    public int unauthenticated() {
        return unauthenticated.get();
    }

    /** What came of an AUTH frame. */
    public void auth(AuthResult result) {
        requireNonNull(authentications.get(result)).increment();
    }

    /** A request was answered by an error. */
    public void refused(ErrorCode code) {
        requireNonNull(refusals.get(code)).increment();
    }

    /** A session was not let into so many rooms. */
    public void roomsRefused(int rooms) {
        roomsRefused.increment(rooms);
    }

    /** Too many orders to join or leave rooms came before AUTH was answered. */
    public void moveIgnored() {
        movesIgnored.increment();
    }

    /** Bytes of a client. */
    public void received(int bytes) {
        bytesIn.increment(bytes);
    }

    /** A frame of a client. */
    public void frameReceived() {
        framesIn.increment();
    }

    /** A frame before AUTH that is ignored. */
    public void frameIgnored() {
        ignoredFrames.increment();
    }

    void replied(int bytes) {
        repliesOut.increment();
        replyBytesOut.increment(bytes);
    }

    /** A session is not read for now, because it does not read. */
    public void readPaused() {
        readPauses.increment();
    }

    /** A silent connection was closed for a new one. */
    public void evicted() {
        evicted.increment();
    }

    void forcedClose() {
        forcedCloses.increment();
    }

    /** What can come of an AUTH frame. */
    public enum AuthResult {
        /** There is a session now. */
        OK,
        /** Logic does not take the token. */
        REFUSED,
        /** A limit of logic's was reached. */
        TOO_MANY,
        /** Logic is away, or failed. */
        UNAVAILABLE,
        /** The client was gone when the answer came. */
        ABANDONED
    }
}

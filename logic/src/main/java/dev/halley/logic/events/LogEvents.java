package dev.halley.logic.events;

import static java.util.Objects.requireNonNull;

import dev.halley.api.kafka.Topics;
import dev.halley.logic.config.EventKinds;
import dev.halley.logic.kafka.RecordLog;
import dev.halley.logic.kafka.RecordLog.KeyedRecord;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/**
 * Events to the topic {@value Topics#EVENTS}. A record's key is the user, or the session's key when
 * it has none, so the events of one user are in one partition, in the order in which they are
 * written here. The log batches, and drops what does not fit in its buffer.
 */
public final class LogEvents implements SessionEvents {
    private final RecordLog log;
    private final boolean all;
    private final Clock clock;
    private final EventMetrics metrics;
    private final EventJson json = new EventJson();

    /** Into this log. */
    public LogEvents(RecordLog log, EventKinds kinds, Clock clock, MeterRegistry registry) {
        this.log = requireNonNull(log, "log");
        this.all = kinds == EventKinds.ALL;
        this.clock = requireNonNull(clock, "clock");
        this.metrics = new EventMetrics(registry);
    }

    @Override
    public boolean wantsRooms() {
        return all;
    }

    @Override
    public void online(EventSession session, boolean first, String room) {
        long now = nowUs();
        if (first) {
            write(new Event(EventKind.USER_ONLINE, session, now, "", ""));
        }
        write(new Event(EventKind.SESSION_ONLINE, session, now, "", ""));
        if (!room.isEmpty()) {
            write(new Event(EventKind.ROOM_JOINED, session, now, room, ""));
        }
    }

    @Override
    public void offline(EventSession session, boolean last, String reason) {
        long now = nowUs();
        write(new Event(EventKind.SESSION_OFFLINE, session, now, "", reason));
        if (last) {
            write(new Event(EventKind.USER_OFFLINE, session, now, "", reason));
        }
    }

    @Override
    public void moved(EventSession session, String left, String joined, long atUs) {
        if (!left.isEmpty()) {
            write(new Event(EventKind.ROOM_LEFT, session, atUs, left, ""));
        }
        if (!joined.isEmpty()) {
            write(new Event(EventKind.ROOM_JOINED, session, atUs, joined, ""));
        }
    }

    private void write(Event event) {
        if (!all && !event.kind().ofUser()) {
            return;
        }
        EventSession session = event.session();
        String key = session.user().isEmpty() ? session.key() : session.user();
        log.append(new KeyedRecord(Topics.EVENTS, key, json.of(event), Map.of()), metrics);
    }

    private long nowUs() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    }
}

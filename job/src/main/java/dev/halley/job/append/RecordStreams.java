package dev.halley.job.append;

import dev.halley.api.record.Push;
import dev.halley.api.record.Record;
import dev.halley.api.record.StreamEntry;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Target;
import dev.halley.runtime.streams.StreamName;
import dev.halley.runtime.streams.StreamPolicy;
import java.util.List;

/** Which streams a record is appended to, and what of it is. Immutable. */
final class RecordStreams {
    private final StreamPolicy policy;

    RecordStreams(StreamPolicy policy) {
        this.policy = policy;
    }

    /**
     * For a room its stream, for users one for each, in order; none where none is kept, or the message
     * has expired by now.
     */
    List<StreamName> of(PendingRecord pending, long nowMs) {
        if (isExpired(pending, nowMs)) {
            return List.of();
        }
        List<StreamName> streams = named(pending);
        // Users have streams all or none, so that the index of a stream is that of its user.
        boolean kept = !streams.isEmpty() && policy.of(streams.get(0)).isPresent();
        return kept ? streams : List.of();
    }

    private static boolean isExpired(PendingRecord record, long nowMs) {
        long expiresAtMs = record.record().getExpiresAtMs();
        return expiresAtMs != 0 && expiresAtMs <= nowMs;
    }

    // Names are never empty: logic refuses them, and whoever wrote the record otherwise gets no
    // stream.
    private static List<StreamName> named(PendingRecord pending) {
        Push push = pending.record().getPush();
        List<String> users = push.getUsers().getUsersList();
        if (pending.target() == Target.ROOM && !push.getRoom().isEmpty()) {
            return List.of(StreamName.ofRoom(push.getRoom()));
        }
        if (pending.target() == Target.USERS && !users.contains("")) {
            return users.stream().map(StreamName::ofUser).toList();
        }
        return List.of();
    }

    /** What is appended. */
    static AppendMessage message(PendingRecord pending) {
        Record record = pending.record();
        StreamEntry entry =
                StreamEntry.newBuilder()
                        .setMessageId(record.getMessageId())
                        .setAcceptedAtUs(record.getAcceptedAtUs())
                        .setExpiresAtMs(record.getExpiresAtMs())
                        .setOperation(record.getPush().getOperation())
                        .setPayload(record.getPush().getPayload())
                        .build();
        return new AppendMessage(pending.position(), entry, record.getOnceUntilMs());
    }
}

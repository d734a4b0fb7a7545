package dev.halley.job.offline;

import dev.halley.api.record.Record;
import dev.halley.api.record.StreamPosition;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Places;
import org.jspecify.annotations.Nullable;

/**
 * A push to a user who had no session.
 *
 * @param pending the push; it is not finished before Kafka has this
 * @param index of the user in the push
 */
public record OfflinePush(PendingRecord pending, int index) {
    /** The push. */
    public Record record() {
        return pending.record();
    }

    /** Whom it was for. */
    public String user() {
        return record().getPush().getUsers().getUsers(index);
    }

    /** Its place in the user's stream; null: the user has none. */
    public @Nullable StreamPosition at() {
        Places places = pending.places();
        return places == null ? null : places.at(index);
    }
}

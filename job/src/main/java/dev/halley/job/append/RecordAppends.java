package dev.halley.job.append;

import dev.halley.api.record.StreamPosition;
import dev.halley.job.record.PendingRecord;
import dev.halley.job.record.Places;

/** The appends of one record: one for a room, one for each of its users. Owned by one thread. */
final class RecordAppends {
    private final PendingRecord record;
    private final AppendMessage message;
    private final Places.Builder places;
    private int unasked;
    private int unanswered;

    RecordAppends(PendingRecord record, AppendMessage message, int streams) {
        this.record = record;
        this.message = message;
        this.unasked = streams;
        this.unanswered = streams;
        this.places = new Places.Builder(streams);
    }

    PendingRecord record() {
        return record;
    }

    AppendMessage message() {
        return message;
    }

    /** One append goes to Redis, for the first time; answers whether it is the last that was left. */
    boolean asked() {
        unasked--;
        return unasked == 0;
    }

    /** One append was answered: the message has this place. */
    void placed(int index, StreamPosition place) {
        unanswered--;
        places.at(index, place);
    }

    /** One append was answered: the message is not to be delivered there. */
    void withheld(int index) {
        unanswered--;
        places.withhold(index);
    }

    boolean isComplete() {
        return unanswered == 0;
    }

    Places places() {
        return places.build();
    }
}

package dev.halley.job.append;

import dev.halley.api.record.Lineage;
import dev.halley.api.record.StreamPosition;
import dev.halley.job.record.LogId;
import dev.halley.job.record.PendingRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one partition has for one stream, in order. At most one request of it is out, and it stays the
 * same until it is answered: whoever reads the stream meanwhile may have seen what it wrote. Owned by
 * one thread.
 */
final class StreamQueue {
    private final LogId log;
    private final AppendTarget target;
    private final AppendTerms terms;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final List<Waiting> asked = new ArrayList<>();
    private @Nullable AppendRequest request;

    StreamQueue(LogId log, AppendTarget target, AppendTerms terms) {
        this.log = log;
        this.target = target;
        this.terms = terms;
    }

    LogId log() {
        return log;
    }

    AppendTarget target() {
        return target;
    }

    void add(RecordAppends record, int index) {
        waiting.add(new Waiting(record, index));
    }

    /** Whether there is nothing left to send. */
    boolean isEmpty() {
        return waiting.isEmpty() && request == null;
    }

    /**
     * The request to send: the one that failed, or the next. Only while there is something.
     *
     * @param whollyAsked told of each record of which nothing is left to be asked for
     */
    AppendRequest next(
            long number,
            AppendSettings settings,
            AppendMoment moment,
            Consumer<PendingRecord> whollyAsked) {
        AppendRequest failed = request;
        AppendRequest next =
                failed == null
                        ? new AppendRequest(
                                number, target, log, collect(settings, whollyAsked), terms, moment)
                        : failed.at(moment);
        request = next;
        return next;
    }

    private List<AppendMessage> collect(
            AppendSettings settings, Consumer<PendingRecord> whollyAsked) {
        List<AppendMessage> messages = new ArrayList<>();
        long bytes = 0;
        while (!waiting.isEmpty()
                && messages.size() < settings.requestMessages()
                && bytes < settings.requestBytes()) {
            Waiting next = waiting.remove();
            asked.add(next);
            messages.add(next.record().message());
            bytes += next.record().record().bytes();
            if (next.record().asked()) {
                whollyAsked.accept(next.record().record());
            }
        }
        return messages;
    }

    /** The request was answered; gives the records that are complete with it. */
    List<RecordAppends> answered(AppendAnswer answer) {
        List<RecordAppends> complete = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Waiting one = asked.get(i);
            AppendResult result = answer.results().get(i);
            if (result.isToBeDelivered()) {
                one.record().placed(one.index(), place(answer.epoch(), result.offset()));
            } else {
                one.record().withheld(one.index());
            }
            if (one.record().isComplete()) {
                complete.add(one.record());
            }
        }
        asked.clear();
        request = null;
        return complete;
    }

    private StreamPosition place(AppendEpoch epoch, long offset) {
        StreamPosition.Builder place =
                StreamPosition.newBuilder()
                        .setStream(target.name().text())
                        .setEpoch(epoch.number())
                        .setOffset(offset);
        Lineage lineage = epoch.lineage();
        return (lineage == null ? place : place.setLineage(lineage)).build();
    }

    private record Waiting(RecordAppends record, int index) {}
}

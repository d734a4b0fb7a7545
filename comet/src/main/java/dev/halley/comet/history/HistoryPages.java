package dev.halley.comet.history;

import dev.halley.api.logic.OffsetEntry;
import dev.halley.api.logic.ReadStreamReply;
import dev.halley.api.record.StreamEntry;
import dev.halley.api.record.StreamPosition;
import dev.halley.comet.contract.StreamPlaces;
import dev.halley.comet.frames.Lineage;
import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.Place;
import dev.halley.comet.frames.StageTimes;
import dev.halley.comet.streams.StreamPage;
import dev.halley.comet.streams.StreamPoint;
import java.util.ArrayList;
import java.util.List;

/** Reads what logic says into comet's own types. */
final class HistoryPages {
    private HistoryPages() {}

    static StreamPage page(String stream, ReadStreamReply reply) {
        if (reply.getEpoch() == 0) {
            return StreamPage.NO_STREAM;
        }
        Lineage lineage =
                reply.hasLineage() ? StreamPlaces.lineage(reply.getLineage()) : Lineage.UNKNOWN;
        List<Message> messages = new ArrayList<>(reply.getEntriesCount());
        for (OffsetEntry entry : reply.getEntriesList()) {
            Place place = new Place(stream, reply.getEpoch(), entry.getOffset(), lineage);
            messages.add(message(entry.getEntry(), place));
        }
        return new StreamPage(
                reply.getEpoch(), reply.getFirst(), reply.getLast(), messages, lineage);
    }

    /** A tip, as a page without messages. */
    static StreamPage tip(StreamPosition tip) {
        StreamPoint end = StreamPlaces.point(tip);
        if (end.epoch() == 0) {
            return StreamPage.NO_STREAM;
        }
        return new StreamPage(
                end.epoch(), end.offset() + 1, end.offset(), List.of(), end.lineage());
    }

    private static Message message(StreamEntry entry, Place place) {
        long acceptedUs = entry.getAcceptedAtUs();
        return new Message(
                entry.getOperation(),
                entry.getPayload().toByteArray(),
                entry.getMessageId(),
                entry.getExpiresAtMs(),
                new StageTimes(acceptedUs, acceptedUs, acceptedUs),
                place);
    }
}

package dev.halley.simulation.comet;

import dev.halley.api.comet.Delivery;
import dev.halley.api.record.StreamPosition;
import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.Place;
import dev.halley.comet.frames.StageTimes;
import dev.halley.comet.streams.StreamPage;
import dev.halley.simulation.redis.StreamSlice;
import java.util.ArrayList;
import java.util.List;

/** Makes comet's messages of what jobs and streams say. */
final class Messages {
    private static final byte[] EMPTY = {};
    private static final StageTimes NO_TIMES = new StageTimes(0, 0, 0);
    private static final int OPERATION = 1_000;

    private Messages() {}

    static Message ofRoom(Delivery part) {
        Place place = part.getToRoom().hasAt() ? place(part.getToRoom().getAt()) : Place.NONE;
        return message(part.getMessageId(), place);
    }

    /** For the session with this index. */
    static Message ofSession(Delivery part, int index) {
        boolean placed = part.getToSessions().getPositionOfCount() > index;
        int at = placed ? part.getToSessions().getPositionOf(index) : 0;
        Place place = at == 0 ? Place.NONE : place(part.getToSessions().getPositions(at - 1));
        return message(part.getMessageId(), place);
    }

    private static Place place(StreamPosition at) {
        return new Place(at.getStream(), at.getEpoch(), at.getOffset());
    }

    private static Message message(long messageId, Place place) {
        return new Message(OPERATION, EMPTY, messageId, 0, NO_TIMES, place);
    }

    static StreamPage page(String stream, StreamSlice slice) {
        List<Message> messages = new ArrayList<>();
        slice.messages()
                .forEach(
                        (offset, id) ->
                                messages.add(
                                        message(id, new Place(stream, slice.epoch(), offset))));
        return new StreamPage(slice.epoch(), slice.first(), slice.last(), messages);
    }
}

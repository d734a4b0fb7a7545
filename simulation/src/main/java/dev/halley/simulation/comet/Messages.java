package dev.halley.simulation.comet;

import dev.halley.api.comet.Delivery;
import dev.halley.comet.contract.StreamPlaces;
import dev.halley.comet.frames.Lineage;
import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.Place;
import dev.halley.comet.frames.StageTimes;
import dev.halley.comet.streams.StreamPage;
import dev.halley.simulation.redis.StreamSlice;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Makes comet's messages of what streams say. */
final class Messages {
    private static final StageTimes NO_TIMES = new StageTimes(0, 0, 0);
    private static final int OPERATION = 1_000;

    private Messages() {}

    static StreamPage page(String stream, StreamSlice slice) {
        Lineage lineage = StreamPlaces.lineage(slice.lineage());
        List<Message> messages = new ArrayList<>();
        slice.messages()
                .forEach(
                        (offset, id) ->
                                messages.add(
                                        message(
                                                id,
                                                new Place(
                                                        stream, slice.epoch(), offset, lineage))));
        return new StreamPage(slice.epoch(), slice.first(), slice.last(), messages, lineage);
    }

    private static Message message(long messageId, Place place) {
        byte[] payload = ByteBuffer.allocate(Long.BYTES).putLong(messageId).array();
        return new Message(OPERATION, payload, messageId, 0, NO_TIMES, place);
    }

    /** The same, as if it were in no stream. */
    static Delivery withoutPlaces(Delivery part) {
        Delivery.Builder bare = part.toBuilder();
        if (bare.hasToRoom()) {
            bare.getToRoomBuilder().clearAt();
        } else {
            bare.getToSessionsBuilder().clearPositions().clearPositionOf();
        }
        return bare.build();
    }
}

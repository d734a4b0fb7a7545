package dev.halley.comet.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.halley.api.comet.CloseSessions;
import dev.halley.api.comet.Delivery;
import dev.halley.api.comet.MoveSessions;
import dev.halley.api.comet.PushToEveryone;
import dev.halley.api.comet.PushToRoom;
import dev.halley.api.comet.PushToSessions;
import dev.halley.api.comet.Sessions;
import dev.halley.api.record.StreamPosition;
import dev.halley.comet.fanout.inbox.LocalDelivery;
import dev.halley.comet.fanout.inbox.Receipt;
import dev.halley.comet.frames.Message;
import dev.halley.comet.frames.Place;
import dev.halley.comet.frames.StageTimes;
import dev.halley.comet.members.RoomKey;
import dev.halley.comet.members.SessionRefs;
import dev.halley.wire.CloseReason;
import dev.halley.wire.FrameExtension;
import java.util.List;
import java.util.Optional;

/** Reads what a job says into what shards take. */
public final class DeliveryReader {
    private DeliveryReader() {}

    /** Empty when it is an action of a newer version, which is nothing that a shard could do. */
    public static Optional<LocalDelivery> read(ReceivedPart part, Receipt receipt) {
        Delivery delivery = part.delivery();
        return switch (delivery.getActionCase()) {
            case TO_SESSIONS -> Optional.of(toSessions(part, delivery.getToSessions(), receipt));
            case TO_ROOM -> Optional.of(toRoom(part, delivery.getToRoom(), receipt));
            case TO_EVERYONE -> Optional.of(toEveryone(part, delivery.getToEveryone(), receipt));
            case CLOSE -> Optional.of(close(delivery.getClose(), receipt));
            case MOVE -> Optional.of(move(delivery.getMove(), receipt));
            case ACTION_NOT_SET -> Optional.empty();
        };
    }

    private static LocalDelivery toSessions(
            ReceivedPart part, PushToSessions push, Receipt receipt) {
        Message message = message(part, push.getOperation(), push.getPayload().toByteArray());
        List<Place> places = push.getPositionsList().stream().map(DeliveryReader::place).toList();
        SessionRefs sessions = sessions(push.getSessions());
        return new LocalDelivery.ToSessions(
                withPlaces(sessions, push, places.size()), message, places, receipt);
    }

    private static LocalDelivery toRoom(ReceivedPart part, PushToRoom push, Receipt receipt) {
        Message message = message(part, push.getOperation(), push.getPayload().toByteArray());
        RoomKey room = new RoomKey(part.delivery().getApp(), push.getRoom());
        Message placed = push.hasAt() ? message.at(place(push.getAt())) : message;
        return new LocalDelivery.ToRoom(room, placed, receipt);
    }

    private static LocalDelivery toEveryone(
            ReceivedPart part, PushToEveryone push, Receipt receipt) {
        Message message = message(part, push.getOperation(), push.getPayload().toByteArray());
        int speed = Math.max(0, push.getSpeed());
        return new LocalDelivery.ToEveryone(part.delivery().getApp(), speed, message, receipt);
    }

    private static LocalDelivery close(CloseSessions close, Receipt receipt) {
        return new LocalDelivery.Close(
                sessions(close.getSessions()), reason(close.getReason()), receipt);
    }

    private static LocalDelivery move(MoveSessions move, Receipt receipt) {
        return new LocalDelivery.Move(
                sessions(move.getSessions()),
                List.copyOf(move.getJoinList()),
                List.copyOf(move.getLeaveList()),
                receipt);
    }

    private static Message message(ReceivedPart part, int operation, byte[] payload) {
        Delivery delivery = part.delivery();
        StageTimes times =
                new StageTimes(
                        delivery.getAcceptedAtUs(), delivery.getSentAtUs(), part.receivedUs());
        return new Message(
                operation, payload, delivery.getMessageId(), expiresAtMs(part), times, Place.NONE);
    }

    /** A name that no frame could carry is none: clients could never ask for it. */
    private static Place place(StreamPosition position) {
        String stream = position.getStream();
        return position.getEpoch() == 0 || utf8Bytes(stream) > FrameExtension.MAX_STREAM_BYTES
                ? Place.NONE
                : new Place(
                        stream,
                        position.getEpoch(),
                        position.getOffset(),
                        StreamPlaces.lineage(position));
    }

    private static int utf8Bytes(String text) {
        int bytes = text.length() * 3;
        return bytes <= FrameExtension.MAX_STREAM_BYTES ? bytes : text.getBytes(UTF_8).length;
    }

    private static SessionRefs withPlaces(SessionRefs sessions, PushToSessions push, int places) {
        if (places == 0 || push.getPositionOfCount() != sessions.size()) {
            return sessions;
        }
        int[] column = new int[sessions.size()];
        for (int i = 0; i < column.length; i++) {
            int place = push.getPositionOf(i);
            column[i] = place >= 0 && place <= places ? place : 0;
        }
        return new SessionRefs(sessions.ids(), sessions.generations(), column);
    }

    // By this machine's clock: what was left of the time when job sent it is left here too, however
    // far apart the clocks of the two are.
    private static long expiresAtMs(ReceivedPart part) {
        Delivery delivery = part.delivery();
        long atMs = delivery.getExpiresAtMs();
        if (atMs == 0 || delivery.getSentAtUs() == 0) {
            return atMs;
        }
        long clocksApartUs = part.receivedUs() - delivery.getSentAtUs();
        return Math.max(1, atMs + clocksApartUs / 1_000);
    }

    private static SessionRefs sessions(Sessions sessions) {
        int count = Math.min(sessions.getSessionIdsCount(), sessions.getGenerationsCount());
        long[] ids = new long[count];
        long[] generations = new long[count];
        for (int i = 0; i < count; i++) {
            ids[i] = sessions.getSessionIds(i);
            generations[i] = sessions.getGenerations(i);
        }
        return new SessionRefs(ids, generations);
    }

    /** A reason of a newer version ends the session all the same. */
    private static CloseReason reason(String name) {
        for (CloseReason reason : CloseReason.values()) {
            if (reason.name().equals(name)) {
                return reason;
            }
        }
        return CloseReason.KICKED;
    }
}

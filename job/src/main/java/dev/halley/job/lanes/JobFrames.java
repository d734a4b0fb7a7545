package dev.halley.job.lanes;

import dev.halley.api.comet.CloseSessions;
import dev.halley.api.comet.Deliveries;
import dev.halley.api.comet.Delivery;
import dev.halley.api.comet.InterestInForce;
import dev.halley.api.comet.JobFrame;
import dev.halley.api.comet.LogClosed;
import dev.halley.api.comet.LogOpened;
import dev.halley.api.comet.MoveSessions;
import dev.halley.api.comet.PushToEveryone;
import dev.halley.api.comet.PushToRoom;
import dev.halley.api.comet.PushToSessions;
import dev.halley.api.comet.ReplayRoutes;
import dev.halley.api.comet.Skipped;
import dev.halley.api.record.Push;
import dev.halley.api.record.Record;
import dev.halley.api.record.StreamPosition;
import dev.halley.job.record.LogId;
import dev.halley.job.record.Places;
import dev.halley.job.record.Position;
import java.util.List;

/** Builds the frames that go to comets. */
public final class JobFrames {
    private JobFrames() {}

    /** A partition gets this number. */
    public static JobFrame opened(int number, LogId log, long ownerEpoch) {
        return JobFrame.newBuilder()
                .setLogOpened(
                        LogOpened.newBuilder()
                                .setLog(number)
                                .setTopic(log.topic())
                                .setTopicId(log.topicId())
                                .setPartition(log.partition())
                                .setOwnerEpoch(ownerEpoch))
                .build();
    }

    /** A number is not used any more. */
    public static JobFrame closed(int number) {
        return JobFrame.newBuilder().setLogClosed(LogClosed.newBuilder().setLog(number)).build();
    }

    /** Records that this comet will not get. */
    public static JobFrame skipped(int number, Position from, Position to) {
        return JobFrame.newBuilder()
                .setSkipped(
                        Skipped.newBuilder()
                                .setLog(number)
                                .setFrom(from.toMessage())
                                .setTo(to.toMessage()))
                .build();
    }

    /** Interest of this version is taken into account. */
    public static JobFrame inForce(long version) {
        return JobFrame.newBuilder()
                .setInterestInForce(InterestInForce.newBuilder().setVersion(version))
                .build();
    }

    /** Asks for all routes again. */
    public static JobFrame replayRoutes(String word) {
        return JobFrame.newBuilder()
                .setReplayRoutes(ReplayRoutes.newBuilder().setIncarnation(word))
                .build();
    }

    /** Delivery messages in order, at least one; a lone one as every release takes it. */
    public static JobFrame deliveries(List<Delivery> messages) {
        return messages.size() == 1
                ? JobFrame.newBuilder().setDelivery(messages.get(0)).build()
                : JobFrame.newBuilder()
                        .setDeliveries(Deliveries.newBuilder().addAllDeliveries(messages))
                        .build();
    }

    /** A delivery, or the part of it for the sessions of this range. */
    public static Delivery delivery(PendingDelivery pending, int from, int to, long nowMicros) {
        Record record = pending.record().record();
        SessionColumns sessions = pending.sessions();
        Delivery.Builder delivery =
                Delivery.newBuilder()
                        .setLog(pending.lane().number())
                        .setPosition(pending.record().position().toMessage())
                        .setApp(record.getApp())
                        .setMessageId(record.getMessageId())
                        .setAcceptedAtUs(record.getAcceptedAtUs())
                        .setSentAtUs(nowMicros)
                        .setTraceparent(record.getTraceparent())
                        .setExpiresAtMs(record.getExpiresAtMs());
        if (sessions == null) {
            toMany(delivery, pending, pending.speed());
        } else {
            delivery.setMore(to < sessions.size());
            toSessions(delivery, record, sessions, from, to);
        }
        return delivery.build();
    }

    private static void toMany(Delivery.Builder delivery, PendingDelivery pending, int speed) {
        Push push = pending.record().record().getPush();
        if (push.hasRoom()) {
            PushToRoom.Builder toRoom =
                    PushToRoom.newBuilder()
                            .setOperation(push.getOperation())
                            .setPayload(push.getPayload())
                            .setRoom(push.getRoom());
            Places places = pending.record().places();
            StreamPosition at = places == null ? null : places.at(0);
            if (at != null) {
                toRoom.setAt(at);
            }
            delivery.setToRoom(toRoom);
        } else {
            delivery.setToEveryone(
                    PushToEveryone.newBuilder()
                            .setOperation(push.getOperation())
                            .setPayload(push.getPayload())
                            .setSpeed(speed));
        }
    }

    private static void toSessions(
            Delivery.Builder delivery, Record record, SessionColumns sessions, int from, int to) {
        if (record.hasClose()) {
            delivery.setClose(
                    CloseSessions.newBuilder()
                            .setSessions(sessions.toMessage(from, to))
                            .setReason(record.getClose().getReason()));
        } else if (record.hasChangeRooms()) {
            delivery.setMove(
                    MoveSessions.newBuilder()
                            .setSessions(sessions.toMessage(from, to))
                            .addAllJoin(record.getChangeRooms().getJoinList())
                            .addAllLeave(record.getChangeRooms().getLeaveList()));
        } else {
            PushToSessions.Builder push =
                    PushToSessions.newBuilder()
                            .setOperation(record.getPush().getOperation())
                            .setPayload(record.getPush().getPayload())
                            .setSessions(sessions.toMessage(from, to));
            sessions.addPlaces(push, from, to);
            delivery.setToSessions(push);
        }
    }
}

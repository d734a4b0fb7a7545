package dev.halley.comet.contract;

import dev.halley.api.comet.CometFrame;
import dev.halley.api.comet.CometHello;
import dev.halley.api.comet.Finished;
import dev.halley.api.comet.FinishedLogs;
import dev.halley.api.comet.Interest;
import dev.halley.api.comet.LogRefused;
import dev.halley.api.comet.Progress;
import dev.halley.api.comet.Room;
import dev.halley.api.comet.RoutesReplayed;
import dev.halley.api.schema.DeliverySchema;
import dev.halley.comet.delivery.Position;
import dev.halley.comet.interest.InterestUpdate;
import dev.halley.comet.members.RoomKey;
import dev.halley.runtime.node.InstanceId;
import java.util.List;

/** Frames that comet sends to a job. */
public final class CometFrames {
    private CometFrames() {}

    /** The first frame on a stream: who this comet is. */
    public static CometFrame hello(InstanceId instance) {
        return CometFrame.newBuilder()
                .setHello(
                        CometHello.newBuilder()
                                .setSchemaVersion(DeliverySchema.PRESENT)
                                .setInstance(instance.toString()))
                .build();
    }

    /** Rooms that came and went, or a part of all of them. */
    public static CometFrame interest(InterestUpdate update) {
        Interest.Builder interest =
                Interest.newBuilder()
                        .setVersion(update.version())
                        .setSnapshot(update.snapshot())
                        .setComplete(update.complete());
        update.joined().forEach(room -> interest.addJoined(room(room)));
        update.left().forEach(room -> interest.addLeft(room(room)));
        return CometFrame.newBuilder().setInterest(interest).build();
    }

    /** A log that is owned by a later epoch. */
    public static CometFrame refused(int log, long ownerEpoch) {
        return CometFrame.newBuilder()
                .setLogRefused(LogRefused.newBuilder().setLog(log).setOwnerEpoch(ownerEpoch))
                .build();
    }

    /** All of a log up to a position is dealt with here. */
    public static Finished finished(int log, Position position) {
        return Finished.newBuilder().setLog(log).setPosition(position(position)).build();
    }

    /** What is dealt with of some logs, at least one; a lone one as every release takes it. */
    public static CometFrame finished(List<Finished> logs) {
        return logs.size() == 1
                ? CometFrame.newBuilder().setFinished(logs.get(0)).build()
                : CometFrame.newBuilder()
                        .setFinishedLogs(FinishedLogs.newBuilder().addAllLogs(logs))
                        .build();
    }

    /** How far a paced broadcast is. */
    public static CometFrame progress(int log, Position position, long sessionsDone) {
        return CometFrame.newBuilder()
                .setProgress(
                        Progress.newBuilder()
                                .setLog(log)
                                .setPosition(position(position))
                                .setSessionsDone(sessionsDone))
                .build();
    }

    /** Every route of this comet is registered again. */
    public static CometFrame routesReplayed(String incarnation) {
        return CometFrame.newBuilder()
                .setRoutesReplayed(RoutesReplayed.newBuilder().setIncarnation(incarnation))
                .build();
    }

    private static dev.halley.api.comet.Position position(Position position) {
        return dev.halley.api.comet.Position.newBuilder()
                .setLeaderEpoch(position.leaderEpoch())
                .setOffset(position.offset())
                .build();
    }

    private static Room room(RoomKey room) {
        return Room.newBuilder().setApp(room.app()).setName(room.name()).build();
    }
}

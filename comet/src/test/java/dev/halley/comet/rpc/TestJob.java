package dev.halley.comet.rpc;

import com.google.protobuf.ByteString;
import dev.halley.api.comet.CometDeliveryGrpc;
import dev.halley.api.comet.CometFrame;
import dev.halley.api.comet.Deliveries;
import dev.halley.api.comet.Delivery;
import dev.halley.api.comet.Finished;
import dev.halley.api.comet.InterestInForce;
import dev.halley.api.comet.JobFrame;
import dev.halley.api.comet.JobHello;
import dev.halley.api.comet.LogOpened;
import dev.halley.api.comet.MoveSessions;
import dev.halley.api.comet.Position;
import dev.halley.api.comet.PushToEveryone;
import dev.halley.api.comet.PushToRoom;
import dev.halley.api.comet.Sessions;
import dev.halley.api.logic.Registration;
import dev.halley.api.record.StreamPosition;
import dev.halley.api.schema.DeliverySchema;
import dev.halley.runtime.node.InstanceId;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A job at the other end of a real gRPC stream, that does what the test says. */
public final class TestJob implements ClientResponseObserver<JobFrame, CometFrame>, AutoCloseable {
    private final ManagedChannel channel;
    private final List<CometFrame> frames = new CopyOnWriteArrayList<>();
    private final boolean answers;
    private volatile ClientCallStreamObserver<JobFrame> out;
    private volatile Status ended;

    private TestJob(int port, boolean answers) {
        this.channel =
                Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create())
                        .build();
        this.answers = answers;
        CometDeliveryGrpc.newStub(channel).attach(this);
    }

    /** A job that answers interest. */
    public static TestJob attach(int port, String instance) {
        return attach(port, instance, true);
    }

    /** A job that never answers interest, but its snapshot. */
    static TestJob attachSilent(int port, String instance) {
        return attach(port, instance, false);
    }

    /** A stream on which nothing was said yet. */
    static TestJob dial(int port) {
        return new TestJob(port, true);
    }

    private static TestJob attach(int port, String instance, boolean answers) {
        TestJob job = new TestJob(port, answers);
        job.greet(instance, DeliverySchema.PRESENT);
        return job;
    }

    /** Says hello, and waits for what the comet says to it. */
    void greet(String instance, int schemaVersion) {
        send(
                JobFrame.newBuilder()
                        .setHello(
                                JobHello.newBuilder()
                                        .setSchemaVersion(schemaVersion)
                                        .setInstance(instance))
                        .build());
        await(CometFrame::hasInterest);
    }

    public static String instance(int number) {
        return new InstanceId("job-" + number, 1_000_000).toString();
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<JobFrame> requests) {
        out = requests;
    }

    @Override
    public void onNext(CometFrame frame) {
        if (frame.hasInterest()
                && frame.getInterest().getComplete()
                && (answers || frame.getInterest().getSnapshot())) {
            send(
                    JobFrame.newBuilder()
                            .setInterestInForce(
                                    InterestInForce.newBuilder()
                                            .setVersion(frame.getInterest().getVersion()))
                            .build());
        }
        frames.add(frame);
        // As if each had come by itself, for those who wait for one of them.
        for (Finished finished : frame.getFinishedLogs().getLogsList()) {
            frames.add(CometFrame.newBuilder().setFinished(finished).build());
        }
    }

    @Override
    public void onError(Throwable failure) {
        ended = Status.fromThrowable(failure);
    }

    @Override
    public void onCompleted() {
        ended = Status.OK;
    }

    synchronized void send(JobFrame frame) {
        out.onNext(frame);
    }

    public void open(int log, int partition, long ownerEpoch) {
        send(
                JobFrame.newBuilder()
                        .setLogOpened(
                                LogOpened.newBuilder()
                                        .setLog(log)
                                        .setTopic("halley-push")
                                        .setTopicId("topic")
                                        .setPartition(partition)
                                        .setOwnerEpoch(ownerEpoch))
                        .build());
    }

    public void room(int log, long offset, String payload) {
        send(delivery(inRoom(log, offset, payload)));
    }

    /** A room message that has a place. */
    public void room(int log, long offset, String payload, StreamPosition at) {
        Delivery.Builder push = inRoom(log, offset, payload);
        push.getToRoomBuilder().setAt(at);
        send(delivery(push));
    }

    /** Lets one session join a room and leave another. */
    public void move(int log, long offset, Registration session, String join, String leave) {
        send(
                delivery(
                        base(log, offset)
                                .setMove(
                                        MoveSessions.newBuilder()
                                                .setSessions(
                                                        Sessions.newBuilder()
                                                                .addSessionIds(
                                                                        session.getSessionId())
                                                                .addGenerations(
                                                                        session.getGeneration()))
                                                .addJoin(join)
                                                .addLeave(leave))));
    }

    void roomPart(int log, long offset, String payload) {
        send(delivery(inRoom(log, offset, payload).setMore(true)));
    }

    void everyone(int log, long offset, String payload, int speed) {
        send(
                delivery(
                        base(log, offset)
                                .setToEveryone(
                                        PushToEveryone.newBuilder()
                                                .setOperation(1000)
                                                .setPayload(ByteString.copyFromUtf8(payload))
                                                .setSpeed(speed))));
    }

    static Delivery.Builder base(int log, long offset) {
        return Delivery.newBuilder()
                .setLog(log)
                .setPosition(Position.newBuilder().setOffset(offset))
                .setApp("default");
    }

    /** All of them in one frame. */
    static JobFrame batch(Delivery.Builder... deliveries) {
        Deliveries.Builder batch = Deliveries.newBuilder();
        for (Delivery.Builder delivery : deliveries) {
            batch.addDeliveries(delivery);
        }
        return JobFrame.newBuilder().setDeliveries(batch).build();
    }

    static JobFrame delivery(Delivery.Builder delivery) {
        return JobFrame.newBuilder().setDelivery(delivery).build();
    }

    /** The first frame of this kind, waited for. */
    CometFrame await(Predicate<CometFrame> kind) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> find(kind).isPresent());
        return find(kind).orElseThrow();
    }

    public void awaitFinished(int log, long offset) {
        await(
                frame ->
                        frame.hasFinished()
                                && frame.getFinished().getLog() == log
                                && frame.getFinished().getPosition().getOffset() == offset);
    }

    /** Waits until this is finished, or the comet has ended the stream. */
    public void awaitFinishedOrEnd(int log, long offset) {
        Predicate<CometFrame> done =
                frame ->
                        frame.hasFinished()
                                && frame.getFinished().getLog() == log
                                && frame.getFinished().getPosition().getOffset() >= offset;
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(10))
                .until(() -> ended != null || find(done).isPresent());
    }

    public boolean has(Predicate<CometFrame> kind) {
        return find(kind).isPresent();
    }

    public Status awaitEnd() {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> ended != null);
        return ended;
    }

    /** The job dies: its connection is gone. */
    @Override
    public void close() {
        channel.shutdownNow();
    }

    private Optional<CometFrame> find(Predicate<CometFrame> kind) {
        return frames.stream().filter(kind).findFirst();
    }

    static Delivery.Builder inRoom(int log, long offset, String payload) {
        return base(log, offset)
                .setToRoom(
                        PushToRoom.newBuilder()
                                .setOperation(1000)
                                .setPayload(ByteString.copyFromUtf8(payload))
                                .setRoom(TestSessions.ROOM.name()));
    }
}

package dev.halley.job.support;

import dev.halley.api.comet.CometDeliveryGrpc;
import dev.halley.api.comet.CometFrame;
import dev.halley.api.comet.CometHello;
import dev.halley.api.comet.Delivery;
import dev.halley.api.comet.Finished;
import dev.halley.api.comet.Interest;
import dev.halley.api.comet.JobFrame;
import dev.halley.api.comet.LogOpened;
import dev.halley.api.comet.LogRefused;
import dev.halley.api.comet.Room;
import dev.halley.api.comet.RoutesReplayed;
import dev.halley.api.comet.Skipped;
import dev.halley.api.schema.DeliverySchema;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import dev.halley.runtime.node.NodeTier;
import dev.halley.runtime.rpc.GrpcServer;
import dev.halley.runtime.rpc.GrpcServerOptions;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A comet without clients: keeps what it is sent, answers as told, can break its streams and come
 * back under the same or a new instance id.
 */
public final class FakeComet extends CometDeliveryGrpc.CometDeliveryImplBase
        implements AutoCloseable {
    private final GrpcServer server;
    private final String name;
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private final List<String> replays = new ArrayList<>();
    private final Set<String> rooms = new HashSet<>();
    private final List<Stream> streams = new ArrayList<>();
    private InstanceId instance;
    private Runnable onReplay = () -> {};
    private boolean finishing = true;
    private long refuseUpTo = -1;
    private int refusals;
    private boolean accepting = true;

    /** Listens on a free port. */
    public FakeComet(String name) {
        this.name = name;
        this.instance = new InstanceId(name, 1_000);
        this.server = GrpcServer.start(GrpcServerOptions.at("127.0.0.1", 0), List.of(this));
    }

    public synchronized NodeAddress address() {
        return new NodeAddress(
                NodeTier.COMET,
                name,
                "127.0.0.1",
                server.port(),
                Map.of(NodeMetadata.INSTANCE, instance.toString()));
    }

    public synchronized String instance() {
        return instance.toString();
    }

    /** Comes back as a new life of the node: the old streams break. */
    public synchronized void restart() {
        instance = new InstanceId(name, instance.startedAtMs() + 1);
        breakStreams();
    }

    /** Breaks all streams; they may be made anew. */
    public synchronized void breakStreams() {
        List.copyOf(streams).forEach(Stream::breakOff);
        streams.clear();
    }

    /** Whether new streams are let in. */
    public synchronized void accepting(boolean now) {
        accepting = now;
        if (!now) {
            breakStreams();
        }
    }

    /** Whether deliveries are answered as finished at once; those held back are when it is again. */
    public synchronized void finishing(boolean now) {
        finishing = now;
        if (now) {
            streams.forEach(Stream::finishAll);
        }
    }

    /** Refuses logs whose owner epoch is not higher. */
    public synchronized void refuseUpTo(long epoch) {
        refuseUpTo = epoch;
    }

    public synchronized int refusals() {
        return refusals;
    }

    /** What happens when job asks for routes again, before it is answered. */
    public synchronized void onReplay(Runnable action) {
        onReplay = action;
    }

    public synchronized List<String> replays() {
        return List.copyOf(replays);
    }

    public synchronized void join(String room) {
        rooms.add(room);
        streams.forEach(stream -> stream.change(room));
    }

    public synchronized List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    /** Payloads as texts, in the order of arrival, each record once, as a comet's marks make it. */
    public synchronized List<String> payloads() {
        Set<String> seen = new HashSet<>();
        List<String> texts = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            if (seen.add(delivery.getMessageId() + "/" + Payloads.of(delivery))) {
                texts.add(Payloads.of(delivery));
            }
        }
        return texts;
    }

    /** Payloads of direct pushes to this session, each message once, in order. */
    public synchronized List<String> payloadsOf(long session) {
        Set<Long> seen = new HashSet<>();
        return deliveries.stream()
                .filter(
                        delivery ->
                                delivery.getToSessions()
                                        .getSessions()
                                        .getSessionIdsList()
                                        .contains(session))
                .filter(delivery -> seen.add(delivery.getMessageId()))
                .map(Payloads::of)
                .toList();
    }

    /** The same of one room only. */
    public synchronized List<String> payloadsOf(String room) {
        Set<String> seen = new HashSet<>();
        return deliveries.stream()
                .filter(delivery -> delivery.getToRoom().getRoom().equals(room))
                .map(Payloads::of)
                .filter(seen::add)
                .toList();
    }

    public synchronized List<Skipped> skipped() {
        return List.copyOf(skipped);
    }

    public synchronized boolean attached() {
        return streams.stream().anyMatch(stream -> stream.snapshotInForce);
    }

    @Override
    public synchronized StreamObserver<JobFrame> attach(StreamObserver<CometFrame> toJob) {
        Stream stream = new Stream((ServerCallStreamObserver<CometFrame>) toJob);
        if (accepting) {
            streams.add(stream);
        } else {
            toJob.onError(Status.UNAVAILABLE.asRuntimeException());
        }
        return stream;
    }

    @Override
    public void close() {
        server.close();
    }

    private final class Stream implements StreamObserver<JobFrame> {
        private final ServerCallStreamObserver<CometFrame> toJob;
        private final Map<Integer, LogOpened> logs = new HashMap<>();
        private final Map<Integer, Delivery> unfinished = new HashMap<>();
        private boolean snapshotInForce;
        private boolean over;

        private Stream(ServerCallStreamObserver<CometFrame> toJob) {
            this.toJob = toJob;
            toJob.setOnCancelHandler(this::ended);
        }

        @Override
        public void onNext(JobFrame frame) {
            synchronized (FakeComet.this) {
                if (!over) {
                    take(frame);
                }
            }
        }

        private void take(JobFrame frame) {
            switch (frame.getFrameCase()) {
                case HELLO -> greet();
                case LOG_OPENED -> opened(frame.getLogOpened());
                case DELIVERY -> delivered(frame.getDelivery());
                case DELIVERIES ->
                        frame.getDeliveries().getDeliveriesList().forEach(this::delivered);
                case SKIPPED -> skipped.add(frame.getSkipped());
                case INTEREST_IN_FORCE -> snapshotInForce = true;
                case REPLAY_ROUTES -> replay(frame.getReplayRoutes().getIncarnation());
                case LOG_CLOSED -> logs.remove(frame.getLogClosed().getLog());
                case FRAME_NOT_SET -> throw new IllegalStateException("empty frame");
            }
        }

        private void greet() {
            send(
                    CometFrame.newBuilder()
                            .setHello(
                                    CometHello.newBuilder()
                                            .setSchemaVersion(DeliverySchema.PRESENT)
                                            .setInstance(instance.toString())));
            Interest.Builder interest =
                    Interest.newBuilder().setVersion(1).setSnapshot(true).setComplete(true);
            new TreeSet<>(rooms).forEach(room -> interest.addJoined(room(room)));
            send(CometFrame.newBuilder().setInterest(interest));
        }

        private void change(String room) {
            send(
                    CometFrame.newBuilder()
                            .setInterest(
                                    Interest.newBuilder()
                                            .setVersion(2)
                                            .setComplete(true)
                                            .addJoined(room(room))));
        }

        private void opened(LogOpened opened) {
            if (opened.getOwnerEpoch() <= refuseUpTo) {
                refusals++;
                send(
                        CometFrame.newBuilder()
                                .setLogRefused(
                                        LogRefused.newBuilder()
                                                .setLog(opened.getLog())
                                                .setOwnerEpoch(refuseUpTo)));
            } else {
                logs.put(opened.getLog(), opened);
            }
        }

        private void delivered(Delivery delivery) {
            if (!logs.containsKey(delivery.getLog())) {
                return;
            }
            deliveries.add(delivery);
            unfinished.put(delivery.getLog(), delivery);
            if (finishing) {
                finishAll();
            }
        }

        private void finishAll() {
            unfinished.values().forEach(this::finish);
            unfinished.clear();
        }

        private void finish(Delivery delivery) {
            if (!delivery.getMore()) {
                send(
                        CometFrame.newBuilder()
                                .setFinished(
                                        Finished.newBuilder()
                                                .setLog(delivery.getLog())
                                                .setPosition(delivery.getPosition())));
            }
        }

        private void replay(String word) {
            replays.add(word);
            onReplay.run();
            send(
                    CometFrame.newBuilder()
                            .setRoutesReplayed(RoutesReplayed.newBuilder().setIncarnation(word)));
        }

        private void send(CometFrame.Builder frame) {
            if (!over) {
                toJob.onNext(frame.build());
            }
        }

        private void breakOff() {
            over = true;
            toJob.onError(Status.UNAVAILABLE.asRuntimeException());
        }

        @Override
        public void onError(Throwable error) {
            ended();
        }

        @Override
        public void onCompleted() {
            ended();
        }

        private void ended() {
            synchronized (FakeComet.this) {
                over = true;
                streams.remove(this);
            }
        }
    }

    private static Room room(String name) {
        return Room.newBuilder().setApp("default").setName(name).build();
    }
}

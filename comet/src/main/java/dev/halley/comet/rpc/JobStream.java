package dev.halley.comet.rpc;

import dev.halley.api.comet.CometFrame;
import dev.halley.api.comet.Finished;
import dev.halley.api.comet.JobFrame;
import dev.halley.comet.config.DeliverySettings;
import dev.halley.comet.contract.CometFrames;
import dev.halley.comet.contract.ReceivedPart;
import dev.halley.comet.delivery.FlowWindow;
import dev.halley.comet.delivery.OpenLog;
import dev.halley.comet.interest.InterestFeed;
import dev.halley.runtime.node.InstanceId;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream of one job. gRPC calls in on its threads; everything else belongs to the delivery
 * executor. What goes out is state (finished up to, interest changes), sent when the stream takes
 * it, so that nothing queues up for a job that does not read.
 *
 * <pre>
 * OPEN -> hello -> ATTACHED -> completed | broken off by us | cancelled by the job -> ENDED
 * </pre>
 */
final class JobStream implements StreamObserver<JobFrame> {
    private static final Logger LOG = LoggerFactory.getLogger(JobStream.class);
    private static final int READ_AHEAD = 32;
    private static final int LOGS_IN_FRAME = 256;

    private final DeliveryStreams streams;
    private final ServerCallStreamObserver<CometFrame> out;
    private final FlowWindow window;
    private final FlowWindow broadcasts;
    private final Map<Integer, OpenLog<ReceivedPart>> logs = new HashMap<>();
    private final Set<OpenLog<ReceivedPart>> owing = new LinkedHashSet<>();
    private @Nullable InstanceId job;
    private @Nullable InterestFeed feed;
    private boolean takesBatches;
    private int unasked;
    private boolean ended;

    JobStream(
            DeliveryStreams streams,
            ServerCallStreamObserver<CometFrame> out,
            DeliverySettings settings) {
        this.streams = streams;
        this.out = out;
        this.window = new FlowWindow(settings.maxUnfinished(), settings.maxUnfinishedBytes());
        this.broadcasts = new FlowWindow(settings.maxUnfinished(), settings.maxUnfinishedBytes());
    }

    /** To be called in the call's first moment, before gRPC goes on. */
    void start() {
        out.disableAutoRequest();
        out.setOnReadyHandler(() -> streams.execute(this::ready));
        out.setOnCancelHandler(() -> streams.execute(this::end));
        out.request(READ_AHEAD);
    }

    @Override
    public void onNext(JobFrame frame) {
        long receivedUs = streams.nowUs();
        streams.execute(() -> take(frame, receivedUs));
    }

    @Override
    public void onError(Throwable failure) {
        streams.execute(this::end);
    }

    @Override
    public void onCompleted() {
        streams.execute(this::complete);
    }

    @Nullable InstanceId job() {
        return job;
    }

    @Nullable InterestFeed feed() {
        return feed;
    }

    void attached(InstanceId instance, InterestFeed interest, boolean batches) {
        takesBatches = batches;
        job = instance;
        feed = interest;
    }

    boolean isAttached() {
        return feed != null && !ended;
    }

    Map<Integer, OpenLog<ReceivedPart>> logs() {
        return logs;
    }

    /** Whether it takes frames without queueing them. */
    boolean isReady() {
        return !ended && out.isReady();
    }

    /** Sends a frame, unless the stream has ended. */
    void send(CometFrame frame) {
        if (!ended) {
            out.onNext(frame);
        }
    }

    /** How far this log is finished is to be reported, by the next {@link #reportOwed}. */
    void owes(OpenLog<ReceivedPart> log) {
        owing.add(log);
    }

    /** Reports how far logs are finished, now or when the stream takes it. */
    void reportOwed() {
        while (!owing.isEmpty() && isReady()) {
            List<Finished> marks = takeMarks(takesBatches ? LOGS_IN_FRAME : 1);
            if (!marks.isEmpty()) {
                send(CometFrames.finished(marks));
            }
        }
    }

    private List<Finished> takeMarks(int most) {
        List<Finished> marks = new ArrayList<>();
        Iterator<OpenLog<ReceivedPart>> logs = owing.iterator();
        while (logs.hasNext() && marks.size() < most) {
            OpenLog<ReceivedPart> log = logs.next();
            logs.remove();
            if (log.hasFinished()) {
                marks.add(CometFrames.finished(log.number(), log.takeFinished()));
            }
        }
        return marks;
    }

    /** A record of this stream is being written. */
    void take(long bytes, boolean broadcast) {
        boolean wasOpen = isWindowOpen();
        (broadcast ? broadcasts : window).take(bytes);
        if (wasOpen && !isWindowOpen()) {
            streams.metrics().paused();
        }
    }

    /** One of them is dealt with. */
    void giveBack(long bytes, boolean broadcast) {
        (broadcast ? broadcasts : window).giveBack(bytes);
        askForMore();
    }

    /** Ends the stream from our side. */
    void breakOff(StreamEnd why, String detail) {
        if (ended) {
            return;
        }
        streams.metrics().broken(why);
        Status status = why.status();
        end();
        out.onError((detail.isEmpty() ? status : status.withDescription(detail)).asException());
    }

    /** Ends the stream in peace. */
    void complete() {
        if (!ended) {
            end();
            out.onCompleted();
        }
    }

    private void take(JobFrame frame, long receivedUs) {
        if (ended) {
            return;
        }
        try {
            streams.take(this, frame, receivedUs);
        } catch (RuntimeException | Error e) {
            // Deliveries of it may be missing. They would count as finished with what follows. Not
            // thrown on: it would end the executor, and with it every job's deliveries.
            LOG.atError().addKeyValue("node", job).setCause(e).log("frame of a job failed");
            breakOff(StreamEnd.FAILED, "");
            return;
        }
        unasked++;
        askForMore();
    }

    private void askForMore() {
        if (unasked > 0 && isWindowOpen() && !ended) {
            int more = unasked;
            unasked = 0;
            out.request(more);
        }
    }

    private boolean isWindowOpen() {
        return window.isOpen() && broadcasts.isOpen();
    }

    private void ready() {
        reportOwed();
        streams.sendInterest(this);
    }

    private void end() {
        if (!ended) {
            ended = true;
            streams.ended(this);
        }
    }
}

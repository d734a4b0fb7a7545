package dev.halley.job.rpc;

import dev.halley.api.comet.CometFrame;
import dev.halley.api.comet.JobFrame;
import dev.halley.job.deliver.CometStream;
import dev.halley.job.loop.JobLoop;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One gRPC stream to a comet. What gRPC's event loop reports is handed to job's at once, without a
 * thread between the two; a frame is asked for only when the one before was dealt with there, so what
 * is unread stays with the comet.
 */
final class AttachedStream implements CometStream, ClientResponseObserver<JobFrame, CometFrame> {
    private static final Logger LOG = LoggerFactory.getLogger(AttachedStream.class);

    /** Frames on their way to the loop at most. */
    private static final int FRAMES_AHEAD = 64;

    private final CometLink link;
    private final JobLoop loop;
    private @Nullable ClientCallStreamObserver<JobFrame> call;
    private boolean over;

    AttachedStream(CometLink link, JobLoop loop) {
        this.link = link;
        this.loop = loop;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<JobFrame> newCall) {
        call = newCall;
        newCall.disableAutoRequestWithInitial(FRAMES_AHEAD);
        // Any event ends in a turn of the loop, and every turn sends what can be sent.
        newCall.setOnReadyHandler(() -> loop.execute(() -> {}));
    }

    @Override
    public void onNext(CometFrame frame) {
        loop.execute(() -> take(frame));
    }

    private void take(CometFrame frame) {
        if (!over) {
            link.received(this, frame);
            call().request(1);
        }
    }

    @Override
    public void onError(Throwable error) {
        loop.execute(() -> ended(error.toString(), false));
    }

    @Override
    public void onCompleted() {
        loop.execute(() -> ended("closed by comet", true));
    }

    private void ended(String reason, boolean inOrder) {
        if (!over) {
            over = true;
            LOG.atDebug()
                    .addKeyValue("node", link.node())
                    .addKeyValue("reason", reason)
                    .log("stream to comet ended");
            link.ended(this, inOrder);
        }
    }

    @Override
    public boolean ready() {
        return !over && call().isReady();
    }

    @Override
    public void send(JobFrame frame) {
        if (!over) {
            call().onNext(frame);
        }
    }

    @Override
    public void breakOff(String reason) {
        if (!over) {
            over = true;
            LOG.atInfo()
                    .addKeyValue("node", link.node())
                    .addKeyValue("reason", reason)
                    .log("stream to comet broken off");
            call().cancel(reason, null);
            loop.execute(() -> link.ended(this, false));
        }
    }

    private ClientCallStreamObserver<JobFrame> call() {
        return Objects.requireNonNull(call, "call");
    }
}

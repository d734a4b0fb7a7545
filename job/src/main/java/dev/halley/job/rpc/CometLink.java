package dev.halley.job.rpc;

import dev.halley.api.comet.CometDeliveryGrpc;
import dev.halley.api.comet.CometFrame;
import dev.halley.api.comet.JobFrame;
import dev.halley.api.comet.JobHello;
import dev.halley.api.schema.DeliverySchema;
import dev.halley.job.loop.JobLoop;
import dev.halley.job.retry.Backoff;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeAddress;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one stream to one comet: dials, says hello, dials again when it breaks. Lives on the loop's
 * thread.
 */
final class CometLink {
    private static final Logger LOG = LoggerFactory.getLogger(CometLink.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration HELLO_LIMIT = Duration.ofSeconds(5);

    /** What gRPC may hold unsent before it is not ready: some thousand small deliveries. */
    private static final int UNSENT_BYTES = 256 * 1024;

    private final NodeAddress address;
    private final String ownInstance;
    private final JobLoop loop;
    private final CometEvents events;
    private final ManagedChannel channel;
    private final Backoff backoff =
            new Backoff(FIRST_PAUSE, LONGEST_PAUSE, () -> ThreadLocalRandom.current().nextDouble());
    private @Nullable AttachedStream stream;
    private boolean helloCame;
    private String attachedInstance = "";
    private boolean closed;

    CometLink(
            NodeAddress address,
            String ownInstance,
            JobLoop loop,
            CometEvents events,
            ManagedChannel channel) {
        this.address = address;
        this.ownInstance = ownInstance;
        this.loop = loop;
        this.events = events;
        this.channel = channel;
    }

    String node() {
        return address.name();
    }

    NodeAddress address() {
        return address;
    }

    /**
     * Discovery shows this life of the comet. A stream to an earlier one ends: its process is gone,
     * and a connection to a machine that lost its power may look alive for long.
     */
    void shown(InstanceId life) {
        AttachedStream present = stream;
        if (present != null && helloCame && isEarlier(attachedInstance, life)) {
            present.breakOff("discovery shows a later life");
        }
    }

    private static boolean isEarlier(String instance, InstanceId life) {
        try {
            return life.supersedes(InstanceId.parse(instance));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    void dial() {
        if (closed || stream != null) {
            return;
        }
        // gRPC's own pauses between connects grow to minutes; ours decide.
        channel.resetConnectBackoff();
        AttachedStream dialled = new AttachedStream(this, loop);
        stream = dialled;
        CometDeliveryGrpc.newStub(channel)
                .withExecutor(Runnable::run)
                .withOnReadyThreshold(UNSENT_BYTES)
                .attach(dialled);
        dialled.send(
                JobFrame.newBuilder()
                        .setHello(
                                JobHello.newBuilder()
                                        .setSchemaVersion(DeliverySchema.PRESENT)
                                        .setInstance(ownInstance))
                        .build());
        loop.schedule(HELLO_LIMIT, () -> checkHello(dialled));
    }

    private void checkHello(AttachedStream dialled) {
        if (stream == dialled && !helloCame) {
            dialled.breakOff("no hello in time");
        }
    }

    void received(AttachedStream from, CometFrame frame) {
        if (from != stream) {
            return;
        }
        if (frame.hasHello()) {
            helloCame = true;
            attachedInstance = frame.getHello().getInstance();
            backoff.reset();
            LOG.atInfo()
                    .addKeyValue("node", node())
                    .addKeyValue("instance", frame.getHello().getInstance())
                    .log("comet attached");
        }
        events.received(node(), from, frame);
    }

    void ended(AttachedStream which, boolean inOrder) {
        if (inOrder) {
            events.left(which);
        } else {
            events.detached(which);
        }
        if (which == stream) {
            stream = null;
            helloCame = false;
            loop.schedule(backoff.next(), this::dial);
        }
    }

    void close() {
        closed = true;
        if (stream != null) {
            stream.breakOff("closing");
        }
        channel.shutdownNow();
    }
}

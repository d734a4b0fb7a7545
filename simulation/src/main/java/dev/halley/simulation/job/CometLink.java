package dev.halley.simulation.job;

import dev.halley.api.comet.CometFrame;
import dev.halley.api.comet.JobFrame;
import dev.halley.api.comet.JobHello;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.simulation.around.Around;
import dev.halley.simulation.around.Doors.JobDoor;
import dev.halley.simulation.around.Wiring;
import dev.halley.simulation.check.Violation;
import dev.halley.simulation.link.Link;
import dev.halley.simulation.schedule.Schedule;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps one stream to one comet: dials, says hello, dials again. On the job's loop. */
final class CometLink {
    private static final long REDIAL_NANOS = 300 * Schedule.MS;
    private static final long HELLO_NANOS = 1_000 * Schedule.MS;

    private final NodeAddress address;
    private final JobNode job;
    private final Around around;
    private @Nullable StreamToComet stream;
    private @Nullable InstanceId attached;
    private boolean dialling;
    private boolean closed;

    CometLink(NodeAddress address, JobNode job, Around around) {
        this.address = address;
        this.job = job;
        this.around = around;
    }

    Wiring wiring() {
        return around.wiring();
    }

    /** Discovery shows this life: a stream to an earlier one ends. */
    void shown(InstanceId life) {
        StreamToComet present = stream;
        InstanceId instance = attached;
        if (present != null && instance != null && life.supersedes(instance)) {
            present.breakOff("discovery shows a later life");
        }
    }

    void dial() {
        if (closed || stream != null || dialling) {
            return;
        }
        dialling = true;
        around.schedule()
                .within(
                        job.process(),
                        around.limits().networkNanos(),
                        () -> job.loop().execute(this::connect));
    }

    private void connect() {
        dialling = false;
        JobDoor comet = around.doors().at(address.name());
        if (closed || comet == null) {
            dialLater();
            return;
        }
        Link link = around.network().connect(job.process(), comet.process());
        Incoming incoming = new Incoming();
        Consumer<JobFrame> toComet = comet.attach(link, incoming);
        StreamToComet dialled = new StreamToComet(link, toComet, this);
        incoming.stream = dialled;
        stream = dialled;
        link.whenCallerLearns(() -> job.loop().execute(() -> broken(dialled)));
        link.toCalled().onRead(() -> around.schedule().within(job.process(), 1, job::turn));
        dialled.send(hello());
        around.schedule()
                .after(
                        job.process(),
                        HELLO_NANOS,
                        () -> job.loop().execute(() -> checkHello(dialled)));
    }

    private JobFrame hello() {
        return JobFrame.newBuilder()
                .setHello(
                        JobHello.newBuilder()
                                .setSchemaVersion(wiring().said(job.release().schema()))
                                .setInstance(job.instance().toString()))
                .build();
    }

    private void checkHello(StreamToComet dialled) {
        if (stream == dialled && attached == null) {
            dialled.breakOff("no hello in time");
        }
    }

    private void received(StreamToComet from, CometFrame frame) {
        if (from != stream || from.over()) {
            return;
        }
        if (frame.hasFinishedLogs() && !job.release().hasBatches()) {
            throw new Violation(job + " got a frame that its release does not know");
        }
        if (frame.hasHello()) {
            attached = InstanceId.parse(frame.getHello().getInstance());
        }
        job.pipelines().received(address.name(), from, frame);
    }

    private void broken(StreamToComet which) {
        if (!which.over()) {
            which.ended();
            ended(which);
        }
    }

    void brokenOff(StreamToComet which) {
        job.loop().execute(() -> ended(which));
    }

    private void ended(StreamToComet which) {
        job.pipelines().detached(which);
        if (which == stream) {
            stream = null;
            attached = null;
            dialLater();
        }
    }

    private void dialLater() {
        around.schedule().within(job.process(), REDIAL_NANOS, () -> job.loop().execute(this::dial));
    }

    void close() {
        closed = true;
        if (stream != null) {
            stream.breakOff("closing");
        }
    }

    /** Frames come on the job's loop. */
    private final class Incoming implements Consumer<CometFrame> {
        private @Nullable StreamToComet stream;

        @Override
        public void accept(CometFrame frame) {
            StreamToComet from = stream;
            if (from != null) {
                job.loop().execute(() -> received(from, frame));
            }
        }
    }
}

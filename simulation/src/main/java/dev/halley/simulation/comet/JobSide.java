package dev.halley.simulation.comet;

import dev.halley.api.comet.CometFrame;
import dev.halley.api.comet.Delivery;
import dev.halley.api.comet.JobFrame;
import dev.halley.comet.delivery.FlowWindow;
import dev.halley.comet.delivery.OpenLog;
import dev.halley.comet.interest.InterestFeed;
import dev.halley.runtime.node.InstanceId;
import dev.halley.simulation.around.Limits;
import dev.halley.simulation.link.Link;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One job's stream, as the comet sees it. */
final class JobSide implements Consumer<JobFrame> {
    private final CometNode comet;
    private final Link link;
    private final Consumer<CometFrame> toJob;
    private final FlowWindow window = new FlowWindow(Limits.UNFINISHED, 1 << 20);
    private final Map<Integer, OpenLog<Delivery>> logs = new HashMap<>();
    private @Nullable InstanceId job;
    private @Nullable InterestFeed feed;
    private boolean takesBatches;
    private int waiting;
    private boolean ended;

    JobSide(CometNode comet, Link link, Consumer<CometFrame> toJob) {
        this.comet = comet;
        this.link = link;
        this.toJob = toJob;
    }

    @Nullable InstanceId job() {
        return job;
    }

    @Nullable InterestFeed feed() {
        return feed;
    }

    boolean takesBatches() {
        return takesBatches;
    }

    void attached(InstanceId instance, InterestFeed interest, boolean batches) {
        takesBatches = batches;
        job = instance;
        feed = interest;
    }

    boolean attached() {
        return feed != null && !ended;
    }

    boolean whole() {
        return attached() && !link.broken();
    }

    FlowWindow window() {
        return window;
    }

    Map<Integer, OpenLog<Delivery>> logs() {
        return logs;
    }

    void send(CometFrame frame) {
        if (!ended) {
            link.toCaller().send(() -> toJob.accept(frame));
        }
    }

    void giveBack(long bytes) {
        window.giveBack(bytes);
        readOnIfOpen();
    }

    // What has come and is not looked at yet may fill the window: until then nothing more is read.
    private void readOnIfOpen() {
        if (waiting == 0 && (window.isOpen() || !comet.around().wiring().closesWindow())) {
            link.toCalled().readOn();
        }
    }

    /** A frame has come. */
    @Override
    public void accept(JobFrame frame) {
        waiting++;
        link.toCalled().stopReading();
        comet.delivery()
                .execute(
                        () -> {
                            waiting--;
                            if (!ended) {
                                comet.jobs().take(this, frame);
                                readOnIfOpen();
                            }
                        });
    }

    void breakOff() {
        if (!ended) {
            link.calledEnds();
            end();
        }
    }

    void end() {
        if (!ended) {
            ended = true;
            comet.jobs().ended(this);
        }
    }
}

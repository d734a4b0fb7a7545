package dev.halley.simulation.job;

import dev.halley.api.comet.JobFrame;
import dev.halley.job.deliver.CometStream;
import dev.halley.simulation.link.Link;
import java.util.function.Consumer;

/** A stream to a comet, by a link. */
final class StreamToComet implements CometStream {
    private static final int UNSENT = 6;

    private final Link link;
    private final Consumer<JobFrame> comet;
    private final CometLink owner;
    private boolean over;

    StreamToComet(Link link, Consumer<JobFrame> comet, CometLink owner) {
        this.link = link;
        this.comet = comet;
        this.owner = owner;
    }

    @Override
    public boolean ready() {
        return !over && link.toCalled().size() < UNSENT;
    }

    @Override
    public void send(JobFrame frame) {
        if (!over) {
            for (JobFrame sent : owner.wiring().sent(frame)) {
                link.toCalled().send(() -> comet.accept(sent));
            }
        }
    }

    @Override
    public void breakOff(String reason) {
        if (!over) {
            over = true;
            link.callerEnds();
            owner.brokenOff(this);
        }
    }

    boolean over() {
        return over;
    }

    void ended() {
        over = true;
    }
}

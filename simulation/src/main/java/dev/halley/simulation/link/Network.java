package dev.halley.simulation.link;

import dev.halley.simulation.schedule.Life;
import dev.halley.simulation.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;

/** All connections there are, so that faults find them. */
public final class Network {
    private final Schedule schedule;
    private final long longestNanos;
    private final long learnNanos;
    private final List<Link> links = new ArrayList<>();

    /**
     * No connections yet.
     *
     * @param longestNanos a message takes at most
     * @param learnNanos after which both ends know that a connection is gone
     */
    public Network(Schedule schedule, long longestNanos, long learnNanos) {
        this.schedule = schedule;
        this.longestNanos = longestNanos;
        this.learnNanos = learnNanos;
    }

    /** Connects two processes. */
    public Link connect(Life caller, Life called) {
        links.removeIf(Link::broken);
        Link link = new Link(schedule, caller, called, longestNanos);
        links.add(link);
        if (!called.alive()) {
            link.cut(learnNanos);
        }
        return link;
    }

    /** Breaks one of them. */
    public void cutOne() {
        links.removeIf(Link::broken);
        if (!links.isEmpty()) {
            schedule.chance().of(links).cut(learnNanos);
        }
    }

    /** A process was killed: its connections break. */
    public void died(Life process) {
        for (Link link : List.copyOf(links)) {
            if (link.isOf(process)) {
                link.cut(learnNanos);
            }
        }
        links.removeIf(Link::broken);
    }
}

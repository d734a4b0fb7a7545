package dev.halley.simulation.around;

import dev.halley.api.comet.JobFrame;
import java.util.List;

/**
 * The joints between the real parts, as they are in production. A test that wants to know whether a
 * broken rule is found overrides one of them.
 */
public class Wiring {
    /** As in production. */
    public Wiring() {}

    /** What a job sends instead of this frame. */
    public List<JobFrame> sent(JobFrame frame) {
        return List.of(frame);
    }

    /** The owner epoch a job takes on with a partition of this generation. */
    public long ownerEpoch(int generation) {
        return generation;
    }

    /** Up to where a job commits, of what is committable and what was read. */
    public long committed(long committable, long read) {
        return committable;
    }

    /** Whether a comet's marks outlive the streams. */
    public boolean marksOutliveStreams() {
        return true;
    }

    /** Whether a record is finished only when every shard has dealt with it. */
    public boolean finishedWhenDrained() {
        return true;
    }

    /** Whether a join waits until every job knows of the room. */
    public boolean joinsWaitForInterest() {
        return true;
    }

    /** Whether a job that is doubted proves its ownership before it goes on. */
    public boolean provesOwnership() {
        return true;
    }

    /** Whether jobs read Kafka only once they are attached. */
    public boolean jobsWaitForComets() {
        return true;
    }

    /** Whether routes carry their generation. */
    public boolean comparesGenerations() {
        return true;
    }

    /** Whether a job asks comets for their routes after Redis lost some. */
    public boolean replaysRoutes() {
        return true;
    }
}

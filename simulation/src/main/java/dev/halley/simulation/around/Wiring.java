package dev.halley.simulation.around;

import dev.halley.api.comet.JobFrame;
import dev.halley.comet.streams.TipBelief;
import java.time.Duration;
import java.util.List;

/**
 * The joints between the real parts, as they are in production. A test that wants to know whether a
 * broken rule is found overrides one of them.
 */
public class Wiring {
    private static final Duration GRACE = Duration.ofMillis(200);
    private static final Duration EPOCH_GRACE = Duration.ofSeconds(6);

    /** As in production. */
    public Wiring() {}

    /** What a job sends instead of this frame. */
    public List<JobFrame> sent(JobFrame frame) {
        return List.of(frame);
    }

    /** The version that a node of this one says it speaks. */
    public int said(int schema) {
        return schema;
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

    /**
     * Whether a job that is doubted proves its ownership before it goes on, and before what it remembers
     * of a Redis that has started again counts.
     */
    public boolean provesOwnership() {
        return true;
    }

    /** Whether jobs read Kafka only once they are attached. */
    public boolean jobsWaitForComets() {
        return true;
    }

    /** Whether a comet judges holes, rather than to write what comes. */
    public boolean judgesHoles() {
        return true;
    }

    /** What a comet makes of word of where a stream ends; graces are a fifth of the usual ones. */
    public TipBelief tips() {
        return new TipBelief(GRACE, EPOCH_GRACE);
    }

    /** Whether pushes wait for a session that is registered and of which the comet does not know. */
    public boolean expectsSessions() {
        return true;
    }

    /** Whether a session remembers which epochs of its user's stream are over. */
    public boolean remembersEpochs() {
        return true;
    }

    /** Whether a comet asks now and then how far its streams reach. */
    public boolean checksPositions() {
        return true;
    }

    /** Whether a client drops what is not higher than its position. */
    public boolean dropsWhatIsNotHigher() {
        return true;
    }

    /** Whether routes are looked up only once the message has its place. */
    public boolean looksUpAfterAppend() {
        return true;
    }

    /** Whether a stream knows a record that Kafka sends again by its position. */
    public boolean recognisesPositions() {
        return true;
    }

    /** Whether a Redis that may have lost something makes streams begin a new epoch. */
    public boolean epochsFollowRedis() {
        return true;
    }

    /** Whether an epoch that begins names those before it, and what is kept of them. */
    public boolean namesEpochs() {
        return true;
    }

    /** How long a job waits for a comet that stands still. */
    public long stallNanos(long wanted) {
        return wanted;
    }

    /** Whether a partition that is full is read no further. */
    public boolean pausesWhenFull() {
        return true;
    }

    /** Whether a comet reads no more of a job while too much of it is unfinished. */
    public boolean closesWindow() {
        return true;
    }

    /** Whether a job asks comets for their routes after Redis lost some. */
    public boolean replaysRoutes() {
        return true;
    }
}

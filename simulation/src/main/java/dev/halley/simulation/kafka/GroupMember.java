package dev.halley.simulation.kafka;

import dev.halley.simulation.schedule.Life;

/** One consumer of the group. What it is told takes its time to reach it. */
public interface GroupMember {
    /** Where it lives. */
    Life process();

    /** The partition is its own from now on. */
    void given(Partition partition, int generation);

    /** The partition is to be given back: {@link ConsumerGroup#returned} answers. */
    void asked(Partition partition);

    /** It was taken for dead, and everything it had has been given to others. */
    void evicted();
}

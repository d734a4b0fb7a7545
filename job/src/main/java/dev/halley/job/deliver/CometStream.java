package dev.halley.job.deliver;

import dev.halley.api.comet.JobFrame;

/** The sending side of one stream to a comet. Used by the thread that owns the pipelines. */
public interface CometStream {
    /**
     * Whether it takes deliveries now. When it does again after it did not, {@link Comets#pump} is to
     * be called.
     */
    boolean ready();

    /** Hands a frame over; never blocks. On a broken stream it is lost, as if on its way. */
    void send(JobFrame frame);

    /** Ends the stream; {@link Comets#detached} need not be called for it. Repeatable. */
    void breakOff(String reason);
}

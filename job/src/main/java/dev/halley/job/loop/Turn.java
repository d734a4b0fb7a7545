package dev.halley.job.loop;

/** What frames every batch of events of a {@link JobLoop}, on its thread. */
public interface Turn {
    /** Before the first event: hands the time in. */
    void begin();

    /** After the last event: everything that can go on now does. */
    void end();

    /** An event failed: the state may be wrong, so the loop has ended. */
    void failed(Throwable cause);
}

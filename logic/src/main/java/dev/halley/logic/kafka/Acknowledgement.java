package dev.halley.logic.kafka;

/**
 * Told once what became of an appended record; on Kafka's own thread, the thread that keeps the
 * deadline, or the caller's.
 */
public interface Acknowledgement {
    /** Kafka has it, on as many replicas as it must. */
    void acknowledged();

    /** It was not acknowledged; it may still be in the log, or get there. */
    void failed(AppendFailure failure);
}

package dev.halley.comet.upstream;

import java.time.Duration;

/**
 * What may wait for logic on one event loop.
 *
 * @param batch most messages of one call
 * @param queueBytes most bytes that wait before senders are paused
 * @param patience how long a message may wait for a logic that is away
 */
public record ReceiveBounds(int batch, int queueBytes, Duration patience) {}

package dev.halley.job.deliver;

/**
 * Bounds of delivery.
 *
 * @param stallNanos how long a comet that finishes nothing, or is not attached, is waited for
 * @param goneNanos how long a comet that discovery no longer shows may be detached before it is gone
 * @param sessionsPerPart most sessions in one delivery message; a record with more goes in parts
 * @param batchDeliveries most delivery messages in one frame
 * @param batchBytes most bytes of delivery messages in one frame; a larger one goes alone
 */
public record DeliverySettings(
        long stallNanos,
        long goneNanos,
        int sessionsPerPart,
        int batchDeliveries,
        int batchBytes) {}

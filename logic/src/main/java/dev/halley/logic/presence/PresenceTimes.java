package dev.halley.logic.presence;

import java.time.Duration;

/**
 * When a comet is gone.
 *
 * @param grace how long one that is lost may come back before its entries are swept
 * @param unseen how long one that discovery never showed counts after it was last heard of
 */
public record PresenceTimes(Duration grace, Duration unseen) {}

package dev.halley.logic.push;

/**
 * What Kafka has of an order to sessions.
 *
 * @param messageId of its record
 * @param sessions how many it is for
 */
public record SessionOrder(long messageId, int sessions) {}

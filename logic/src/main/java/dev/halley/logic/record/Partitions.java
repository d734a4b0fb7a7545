package dev.halley.logic.record;

/**
 * How many partitions the topics have that logic chooses partitions of.
 *
 * @param push of users and keys
 * @param room of rooms
 * @param all of broadcasts
 */
public record Partitions(int push, int room, int all) {}

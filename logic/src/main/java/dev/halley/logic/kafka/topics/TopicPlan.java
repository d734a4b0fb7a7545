package dev.halley.logic.kafka.topics;

/**
 * A topic as it must be.
 *
 * @param name its name
 * @param partitions how many it has, and is created with
 * @param configKey the configuration key that says so
 * @param exact whether another number of partitions is refused: targets are bound to partitions
 */
public record TopicPlan(String name, int partitions, String configKey, boolean exact) {}

package dev.halley.logic.push;

/** How many partitions the topics have that logic chooses partitions of. */
public record Partitions(int push, int all) {}

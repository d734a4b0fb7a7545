package dev.halley.benchmarks.measure.report;

/**
 * A result, as it is told.
 *
 * @param text a table for people, with its line ends
 * @param json one line for programs, without its end
 * @param exitCode 0: nothing is wrong with it; 1: something is, and both texts say what
 */
public record Told(String text, String json, int exitCode) {}

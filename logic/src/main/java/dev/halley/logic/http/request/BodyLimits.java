package dev.halley.logic.http.request;

/**
 * What a body may take.
 *
 * @param maxBytes of one body
 * @param admission of all bodies together
 * @param metrics that count what is refused
 */
public record BodyLimits(long maxBytes, Admission admission, RequestMetrics metrics) {}

package dev.halley.job.pipeline;

/**
 * Bounds of the pipelines.
 *
 * @param maxRecords most records of one partition that are taken in and not finished; a partition
 *     with more is paused until half of them are
 * @param maxBytes the same in bytes
 * @param unknownInstanceNanos how long a comet instance that a route names and nobody has seen is
 *     waited for, once
 * @param offline whether users without a session are told of, by {@link PipelineActions#offline}
 */
public record PipelineSettings(
        int maxRecords, long maxBytes, long unknownInstanceNanos, boolean offline) {}

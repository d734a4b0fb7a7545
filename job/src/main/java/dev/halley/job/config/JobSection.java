package dev.halley.job.config;

import dev.halley.runtime.config.schema.Range;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Job's own settings: {@code halley.job}. */
public interface JobSection {
    /** Kafka consumer group that all jobs of a cluster share. */
    @WithDefault("halley-job")
    String group();

    /** Most records of one partition that are read and not finished; with more it is paused. */
    @WithDefault("4096")
    @Range(min = "1", max = "1000000")
    int maxInFlightRecords();

    /** Most bytes of such records of one partition; with more it is paused. */
    @WithDefault("16777216")
    @Range(min = "1024", max = "2147483647")
    long maxInFlightBytes();

    /** How long a comet that finishes nothing, or is not attached, holds others up; once. */
    @WithDefault("15s")
    @Range(min = "100ms", max = "10m")
    Duration stallTimeout();

    /** How long a comet instance that a route names and nobody has seen is waited for; once. */
    @WithDefault("5s")
    @Range(min = "0s", max = "10m")
    Duration unknownInstanceTimeout();

    /** How long a comet that discovery no longer shows may be detached before it counts as gone. */
    @WithDefault("5s")
    @Range(min = "0s", max = "10m")
    Duration goneAfter();

    /** How long reading waits at start until every comet shown is attached. */
    @WithDefault("10s")
    @Range(min = "0s", max = "10m")
    Duration attachTimeout();

    /** How long reading waits at start while discovery shows no comet at all. */
    @WithDefault("30s")
    @Range(min = "0s", max = "10m")
    Duration firstCometTimeout();

    /** How long comets may take to register their routes again after Redis lost them. */
    @WithDefault("10s")
    @Range(min = "100ms", max = "10m")
    Duration replayTimeout();

    /**
     * From a read of Kafka that brought records to the next one, so that under load many come at
     * once. A message that comes alone is taken at once; those right behind it wait for the next
     * read, or the one after. Keep it below {@code halley.logic.push.linger}.
     */
    @WithDefault("2ms")
    @Range(min = "0s", max = "100ms")
    Duration readGap();

    /** Pause between two commits to Kafka. */
    @WithDefault("1s")
    @Range(min = "10ms", max = "1m")
    Duration commitInterval();

    /**
     * How long a partition that moves to another job may finish what is on its way; meanwhile nothing
     * is read of the others. What is not finished by then is sent again by the next job.
     */
    @WithDefault("1s")
    @Range(min = "0s", max = "1m")
    Duration revokeTimeout();

    /** Most sessions in one delivery message; a record for more of one comet goes in parts. */
    @WithDefault("4096")
    @Range(min = "1", max = "100000")
    int sessionsPerDelivery();

    /**
     * Most streams whose end is remembered, so that a restart of Redis which lost nothing costs them
     * no recovery; beyond it the one used longest ago is forgotten. Of each the job knows what it
     * wrote there last, so that Redis need not read it: some 400 bytes.
     */
    @WithDefault("100000")
    @Range(min = "1", max = "10000000")
    int rememberedStreams();

    /**
     * Whether pushes to users without a session go to the topic halley-offline too, for a gateway to
     * the phones' own push.
     */
    @WithDefault("true")
    boolean offline();

    /** Most records whose routes are looked up in one batch. */
    @WithDefault("512")
    @Range(min = "1", max = "10000")
    int lookupBatch();
}

package dev.halley.runtime.redis;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * An open connection, or with Redis Cluster one to each master. It outlives reconnects. Nothing is
 * queued while it is down: commands fail at once, and those in flight when it breaks fail too and
 * are not sent again: whether they ran is not known. Thread-safe; nothing blocks.
 */
public abstract class RedisLine {
    RedisLine() {}

    /**
     * What can be asked. A command or script must keep to keys of one hash tag, unless there is
     * {@linkplain #oneServer one server}. Where the line is flushed by hand, one thread gives commands
     * and then {@linkplain #flush flushes}.
     */
    public abstract RedisClusterAsyncCommands<String, String> commands();

    /** Sends what was given since the last time, if this line is flushed by hand. */
    public abstract void flush();

    /**
     * Whether one server runs all commands in the order they were given. With Redis Cluster only
     * those of one hash tag stay in order.
     */
    public abstract boolean oneServer();

    /**
     * For each master a hash tag whose slot it owns, sorted; empty when there is one server. Up to a
     * second behind a change of the cluster. A master keeps its tag while it owns the tag's slot, and
     * every client finds the same ones.
     */
    public abstract List<String> masterTags();

    /** Asks every master; fails, or says why not in an exception, when one cannot be used. */
    abstract CompletionStage<?> probe();

    /** Whether it is worth opening another when this one answers no more: the master may have moved. */
    abstract boolean mayHaveMoved();

    /** Begins to close it; done when it is closed. */
    abstract CompletionStage<?> close();
}

package dev.halley.api.redis;

import static java.util.Objects.requireNonNull;

/**
 * Names of Halley's keys in Redis. What one command or script touches together shares a hash tag
 * (the part in braces), so that every name works on Redis Cluster too.
 */
public final class RedisKeys {
    private final String prefix;

    /**
     * Names for one app.
     *
     * @param app tenant; part of every key, so must not hold braces or colons
     * @throws IllegalArgumentException if it does, or is empty
     */
    public RedisKeys(String app) {
        requireNonNull(app, "app");
        if (app.isEmpty() || hasMark(app)) {
            throw new IllegalArgumentException(
                    "app: " + app + " (expected: not empty, without braces and colons)");
        }
        this.prefix = "halley:" + app + ":";
    }

    // Names are made for every push: a regular expression here was a tenth of job's loop.
    private static boolean hasMark(String app) {
        return app.indexOf('{') >= 0 || app.indexOf('}') >= 0 || app.indexOf(':') >= 0;
    }

    /** A string: the {@link RouteValue} of the session that has this key. */
    public String route(String key) {
        return prefix + "{k:" + key + "}:route";
    }

    /** A hash: session key to {@link RouteValue}, for every session of this user. */
    public String userRoutes(String user) {
        return prefix + "{u:" + user + "}:routes";
    }

    /** A string: when the user's last session ended, milliseconds since 1970. */
    public String userSeen(String user) {
        return prefix + "{u:" + user + "}:seen";
    }

    /**
     * A string: the master's replication id, a colon, and a random word that marks that routes are
     * whole. Redis without it, with another one than before, or with another replication id may have
     * lost routes; job then writes a new one that ends in a question mark, has the routes replayed,
     * and takes the mark away.
     */
    public String incarnation() {
        return prefix + "incarnation";
    }

    /** The same on one of several masters: the one that owns this hash tag's slot. */
    public String incarnation(String tag) {
        return prefix + "incarnation:{" + tag + "}";
    }

    /**
     * A set: the sessions of this comet whose keys are of this shard, so that what a dead comet left
     * can be found without looking through all of Redis.
     */
    public String sessionsOf(String instance, int shard) {
        return prefix + "sessions:{i:" + instance + ":" + shard + "}";
    }

    /** A string: instance id of the logic that sweeps what this dead comet left. */
    public String sweepLease(String instance) {
        return prefix + "sweep:{i:" + instance + "}";
    }

    /** A set: instance ids of the comets that have reported their rooms, until they are swept. */
    public String onlineInstances() {
        return prefix + "online:instances";
    }

    /** A hash: room to its number of members on this comet. */
    public String onlineRooms(String instance) {
        return prefix + "online:{i:" + instance + "}:rooms";
    }

    /** A hash with {@code sessions} and {@code addresses} of this comet. */
    public String onlineTotals(String instance) {
        return prefix + "online:{i:" + instance + "}:totals";
    }

    /**
     * A hash: what is known of a stream. {@code epoch} (above 0), {@code last} (the tip), {@code
     * first} (lowest offset that is kept), {@code inc} (replication id of the master at the last
     * append); and what only job reads: of positions in Kafka {@code part}, {@code at}, {@code lost},
     * {@code recent}, {@code held}, of entries {@code bytes}, {@code since}, and {@code renewed}.
     * Outlives the entries.
     */
    public String streamHead(String stream) {
        return prefix + "{s:" + stream + "}:head";
    }

    /**
     * A Redis stream: the entries, id {@code offset-0}; field {@code m} is a {@link
     * dev.halley.api.record.StreamEntry} in binary, field {@code t} when it was appended,
     * milliseconds since 1970.
     */
    public String streamLog(String stream) {
        return prefix + "{s:" + stream + "}:log";
    }

    /**
     * A list: positions in Kafka that were appended, with the offsets they got; each entry has one or
     * several. The last ones are in the head.
     */
    public String streamSeen(String stream) {
        return prefix + "{s:" + stream + "}:seen";
    }

    /** A string: the offset that this message id has in the stream. Expires with the id's key. */
    public String streamOnce(String stream, long messageId) {
        return prefix + "{s:" + stream + "}:once:" + messageId;
    }

    /**
     * A string: the position in Kafka of the record that may deliver this message id, where no stream
     * knows it. Expires.
     *
     * @param part the room, or the partition: a push to many has a record for each
     */
    public String claim(long messageId, String part) {
        return prefix + "claim:" + messageId + ":" + part;
    }

    /** A string: the message id, a colon, and the hash of the body that this key was first sent with. */
    public String idempotency(String key) {
        return prefix + "once:" + key;
    }

    /** A hash: stream to {@code epoch:offset} up to which this user has read it. */
    public String userRead(String user) {
        return prefix + "{u:" + user + "}:read";
    }
}

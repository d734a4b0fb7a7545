package dev.halley.api.kafka;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Names of Halley's topics, and which partition a target belongs to. */
public final class Topics {
    /** Pushes to users and keys, and what must stay in order with them. */
    public static final String PUSH = "halley-push";

    /** Pushes to rooms: they need no route, so a user's that waits for Redis must not hold them. */
    public static final String ROOM = "halley-room";

    /** Broadcasts: a paced one may take minutes, and must hold up nobody else. */
    public static final String ALL = "halley-all";

    /** Messages from clients; key: user. */
    public static final String UPSTREAM = "halley-upstream";

    /** Sessions, users and rooms that come and go; key: user, or session key without one. */
    public static final String EVENTS = "halley-events";

    /** Pushes to users who had no session; key: user. For a gateway to the phones' own push. */
    public static final String OFFLINE = "halley-offline";

    private Topics() {}

    /** Partition of everything for one user. */
    public static int ofUser(String app, String user, int partitions) {
        return partition("u:" + app + ":" + user, partitions);
    }

    /** Partition of everything for one session key. */
    public static int ofKey(String app, String key, int partitions) {
        return partition("k:" + app + ":" + key, partitions);
    }

    /** Partition of everything for one room. */
    public static int ofRoom(String app, String room, int partitions) {
        return partition("r:" + app + ":" + room, partitions);
    }

    /** Partition of every broadcast of one app. */
    public static int ofEveryone(String app, int partitions) {
        return partition("a:" + app, partitions);
    }

    // Stable over releases: another hash would send a target's next message to another partition,
    // where nothing keeps it behind the one before.
    private static int partition(String target, int partitions) {
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions: " + partitions + " (expected: >= 1)");
        }
        CRC32C hash = new CRC32C();
        hash.update(target.getBytes(StandardCharsets.UTF_8));
        return (int) (hash.getValue() % partitions);
    }
}

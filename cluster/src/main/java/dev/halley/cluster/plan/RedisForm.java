package dev.halley.cluster.plan;

/** How Redis is run. */
public enum RedisForm {
    /** One server. */
    SINGLE(1),
    /** A Redis Cluster of three masters. */
    CLUSTER(3);

    private final int servers;

    RedisForm(int servers) {
        this.servers = servers;
    }

    int servers() {
        return servers;
    }
}

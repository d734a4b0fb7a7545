package dev.halley.cluster.plan;

import java.util.List;
import java.util.Locale;

/** What a node of a local cluster is; in the order in which they start. */
public enum ClusterTier {
    /** Discovery. */
    CONSUL,
    /** The log. */
    KAFKA,
    /** Routes and counts. */
    REDIS,
    /** The API tier. */
    LOGIC,
    /** The fan-out tier. */
    JOB,
    /** The connection tier. */
    COMET;

    /** Its name in lower case, which node names begin with. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What its ports are called. */
    public List<String> portNames() {
        return switch (this) {
            case CONSUL -> List.of("http", "serf", "server");
            case KAFKA -> List.of("client", "controller");
            case REDIS -> List.of("client");
            case LOGIC -> List.of("rest", "grpc", "management");
            case JOB -> List.of("management");
            case COMET -> List.of("tcp", "ws", "grpc", "management");
        };
    }

    /** Whether it is one of Halley's own. */
    public boolean halley() {
        return portNames().contains("management");
    }
}

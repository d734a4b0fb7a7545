package dev.halley.runtime.node;

/** Keys of {@link NodeAddress#metadata()}: what a node tells the others about itself. */
public final class NodeMetadata {
    /** Text of the node's instance id. */
    public static final String INSTANCE = "instance";

    /** Region the node stands in. */
    public static final String REGION = "region";

    /** Zone of the region the node stands in. */
    public static final String ZONE = "zone";

    /** Share of new clients the node takes, relative to the others: a number from 0 on. */
    public static final String WEIGHT = "weight";

    /** Comet: port of its TCP listener. */
    public static final String TCP_PORT = "tcp_port";

    /** Comet: port of its WebSocket listener. */
    public static final String WS_PORT = "ws_port";

    /** Comet: where clients connect to, if that is not the host that other nodes connect to. */
    public static final String CLIENT_HOST = "client_host";

    /** Comet: {@code false} as long as it takes no clients; without it, it does. */
    public static final String ACCEPTING = "accepting";

    /** Port of its probes and metrics, on the host that other nodes connect to. */
    public static final String MANAGEMENT_PORT = "management_port";

    /** Logic: port of its REST server. */
    public static final String REST_PORT = "rest_port";

    /** Version of Halley the node runs. */
    public static final String VERSION = "version";

    private NodeMetadata() {}
}

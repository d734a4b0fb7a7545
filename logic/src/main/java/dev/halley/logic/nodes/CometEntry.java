package dev.halley.logic.nodes;

import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;

/**
 * A comet node, as discovery shows it. What its metadata lacks, or has wrong, counts as not told.
 *
 * @param address what discovery has
 */
public record CometEntry(NodeAddress address) {
    private static final int DEFAULT_WEIGHT = 10;
    private static final int MAX_WEIGHT = 10_000;
    private static final int MAX_PORT = 65535;

    /** Unique among the comets. */
    public String name() {
        return address.name();
    }

    /** What clients connect to. */
    public String host() {
        return address.metadata().getOrDefault(NodeMetadata.CLIENT_HOST, address.host());
    }

    /** Region it stands in; empty: not told. */
    public String region() {
        return address.metadata().getOrDefault(NodeMetadata.REGION, "");
    }

    /** Zone it stands in; empty: not told. */
    public String zone() {
        return address.metadata().getOrDefault(NodeMetadata.ZONE, "");
    }

    /** Version it runs; empty: not told. */
    public String version() {
        return address.metadata().getOrDefault(NodeMetadata.VERSION, "");
    }

    /** TCP port for clients; 0: not told. */
    public int tcpPort() {
        return number(NodeMetadata.TCP_PORT, MAX_PORT, 0);
    }

    /** WebSocket port for clients; 0: not told. */
    public int wsPort() {
        return number(NodeMetadata.WS_PORT, MAX_PORT, 0);
    }

    /** Its share of new clients, relative to the others; 0: it takes none. */
    public int weight() {
        return number(NodeMetadata.WEIGHT, MAX_WEIGHT, DEFAULT_WEIGHT);
    }

    /** Whether it takes clients: one that starts does not yet. */
    public boolean accepting() {
        return !"false".equals(address.metadata().get(NodeMetadata.ACCEPTING));
    }

    /** Its instance id; empty: not told. */
    public String instance() {
        return address.metadata().getOrDefault(NodeMetadata.INSTANCE, "");
    }

    private int number(String key, int max, int otherwise) {
        String text = address.metadata().getOrDefault(key, "");
        boolean number =
                !text.isEmpty() && text.length() <= 6 && text.chars().allMatch(CometEntry::digit);
        return number ? Math.min(Integer.parseInt(text), max) : otherwise;
    }

    private static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }
}

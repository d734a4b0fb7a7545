package dev.halley.runtime.process;

import dev.halley.runtime.config.ConfigException;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeMetadata;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;

/** Tries whether a node reaches itself where it tells the others to. */
final class AdvertisedAddress {
    private static final int LIMIT_MS = 2_000;

    private AdvertisedAddress() {}

    /**
     * Connects to each of the node's ports. Blocks, two seconds a port at most.
     *
     * @param checked whether its management port must be reached too, because a registry asks there
     * @throws ConfigException if a port is not reached
     */
    static void check(NodeAddress self, boolean checked) {
        if (self.port() > 0) {
            connect(self.host(), self.port(), "");
        }
        String management = self.metadata().get(NodeMetadata.MANAGEMENT_PORT);
        if (checked && management != null) {
            connect(self.host(), Integer.parseInt(management), ", where halley.management listens");
        }
    }

    private static void connect(String host, int port, String what) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        try (Socket socket = new Socket()) {
            if (address.isUnresolved()) {
                throw new UnknownHostException("unknown host");
            }
            socket.connect(address, LIMIT_MS);
        } catch (IOException e) {
            throw new ConfigException(
                    List.of(
                            "halley.node.advertised-host: "
                                    + host
                                    + " (expected: where this node can be reached; port "
                                    + port
                                    + what
                                    + ": "
                                    + e.getMessage()
                                    + ")"));
        }
    }
}

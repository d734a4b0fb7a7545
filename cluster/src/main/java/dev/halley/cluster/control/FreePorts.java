package dev.halley.cluster.control;

import dev.halley.cluster.plan.PortPool;
import dev.halley.cluster.state.ClusterState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** The ports of this machine that a new cluster may have. */
final class FreePorts {
    private static final Path OUTGOING = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final int USUAL_OUTGOING = 32_768;

    private FreePorts() {}

    /** Ports that nobody listens on, and that no node of these clusters has, running or not. */
    static PortPool pool(List<ClusterState> others) {
        Set<Integer> taken =
                others.stream()
                        .flatMap(state -> state.plan().nodes().stream())
                        .flatMap(node -> node.ports().values().stream())
                        .collect(Collectors.toSet());
        return new PortPool(
                ThreadLocalRandom.current().nextInt(),
                lowestOutgoing(),
                port -> !taken.contains(port) && isFree(port));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int lowestOutgoing() {
        try {
            return Integer.parseInt(Files.readString(OUTGOING).strip().split("\\s+", 2)[0]);
        } catch (IOException | NumberFormatException e) {
            return USUAL_OUTGOING;
        }
    }
}

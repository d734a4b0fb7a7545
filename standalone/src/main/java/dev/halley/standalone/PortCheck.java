package dev.halley.standalone;

import dev.halley.embedded.EmbeddedServerException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Looks for ports that are taken before anything slow is started, and names all of them. */
final class PortCheck {
    private final List<String> taken = new ArrayList<>();

    private PortCheck() {}

    /**
     * Checks the ports that the tiers are to listen on.
     *
     * @throws EmbeddedServerException naming every one that is taken
     */
    static void requireFree(TierConfigs configs) {
        PortCheck check = new PortCheck();
        var comet = configs.comet().comet();
        String clients = comet.host().orElse("0.0.0.0");
        check.look("halley.comet.tcp-port", clients, comet.tcpPort());
        check.look("halley.comet.ws-port", clients, comet.wsPort());
        check.look("halley.comet.grpc.port", comet.grpc().host(), comet.grpc().port());
        var logic = configs.logic().logic();
        check.look("halley.logic.http.port", logic.http().host(), logic.http().port());
        check.look("halley.logic.grpc.port", logic.grpc().host(), logic.grpc().port());
        if (!check.taken.isEmpty()) {
            throw new EmbeddedServerException(
                    "in use already: "
                            + String.join(", ", check.taken)
                            + "; is another Halley running?");
        }
    }

    private void look(String key, String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port), 1);
        } catch (IOException e) {
            taken.add("port " + port + " on " + host + " (" + key + ")");
        }
    }
}

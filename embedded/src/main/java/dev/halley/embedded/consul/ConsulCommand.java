package dev.halley.embedded.consul;

import dev.halley.embedded.EmbeddedServerException;
import dev.halley.embedded.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What starts a Consul agent in the foreground: a server that is alone, on the loopback address. */
public final class ConsulCommand {
    private static final String CONFIG = "agent.json";
    private static final String MORE = "more.json";

    private ConsulCommand() {}

    /**
     * Writes the agent's configuration into its folder and names the command.
     *
     * @throws EmbeddedServerException if there is no consul on the PATH, or the folder cannot be
     *     written
     */
    public static List<String> of(ConsulSettings settings) {
        ConsulBinary binary = ConsulBinary.find();
        List<String> command = new ArrayList<>();
        command.add(binary.path().toString());
        command.add("agent");
        try {
            Files.createDirectories(settings.data());
            command.add(write(settings.data().resolve(CONFIG), text(settings, binary)));
            if (settings.more().isPresent()) {
                command.add(write(settings.data().resolve(MORE), settings.more().get()));
            }
        } catch (IOException e) {
            throw new EmbeddedServerException(
                    "consul: cannot use " + settings.data() + ": " + e, e);
        }
        return List.copyOf(command);
    }

    static Path state(ConsulSettings settings) {
        return settings.data().resolve("state");
    }

    private static String write(Path file, String json) throws IOException {
        Files.writeString(file, json);
        return "-config-file=" + file;
    }

    // The short election: an agent that is alone has nobody to wait for.
    private static String text(ConsulSettings settings, ConsulBinary binary) {
        return """
        {
          "server": true,
          "bootstrap_expect": 1,
          "node_name": "halley",
          "data_dir": %s,
          "bind_addr": "%s",
          "client_addr": "%s",
          "ports": {
            "http": %d, "serf_lan": %d, "server": %d,
            "serf_wan": -1, "dns": -1, "https": -1, "grpc": -1%s
          },
          "performance": {"raft_multiplier": 1},
          "disable_update_check": true,
          "log_level": "INFO"%s
        }
        """
                .formatted(
                        quoted(state(settings).toString()),
                        LoopbackPort.HOST,
                        LoopbackPort.HOST,
                        settings.httpPort(),
                        settings.serfPort(),
                        settings.serverPort(),
                        binary.atLeast(1, 14) ? ", \"grpc_tls\": -1" : "",
                        access(settings.token()));
    }

    private static String access(Optional<String> token) {
        return token.map(
                        text ->
                                """
                                ,
                                  "acl": {
                                    "enabled": true,
                                    "default_policy": "deny",
                                    "tokens": {"master": %s}
                                  }"""
                                        .formatted(quoted(text)))
                .orElse("");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

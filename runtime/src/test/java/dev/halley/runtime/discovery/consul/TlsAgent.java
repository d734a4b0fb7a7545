package dev.halley.runtime.discovery.consul;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.embedded.LoopbackPort;
import dev.halley.embedded.consul.ConsulAgent;
import dev.halley.embedded.consul.ConsulSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An agent with a certificate of an authority that nobody else knows; consul makes both. */
record TlsAgent(ConsulAgent consul, String uri, String caFile) {
    private static final String AUTHORITY = "consul-agent-ca.pem";
    private static final String NAME = "dc1-server-consul-0";

    static TlsAgent start(Path data) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(data.resolve("tls"));
        consul(folder, "ca", "create");
        consul(folder, "cert", "create", "-server", "-additional-ipaddress=127.0.0.1");
        int port = LoopbackPort.free();
        String more =
                "{\"ports\": {\"https\": %d}, \"cert_file\": \"%s\", \"key_file\": \"%s\"}"
                        .formatted(
                                port,
                                folder.resolve(NAME + ".pem"),
                                folder.resolve(NAME + "-key.pem"));
        return new TlsAgent(
                ConsulAgent.start(ConsulSettings.in(data).withMore(more)),
                "https://127.0.0.1:" + port,
                folder.resolve(AUTHORITY).toString());
    }

    private static void consul(Path folder, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("consul", "tls"));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}

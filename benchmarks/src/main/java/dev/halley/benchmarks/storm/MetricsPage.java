package dev.halley.benchmarks.storm;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The metrics of all nodes at one moment, in the text form of Prometheus. */
public final class MetricsPage {

    private static final int LIMIT_MS = 3_000;

    private final String text;

    /** Of this text, of one node or of several behind each other. */
    public MetricsPage(String text) {
        this.text = text;
    }

    /** Asks the management endpoints; one that does not answer adds nothing. Blocks for seconds. */
    public static MetricsPage of(List<InetSocketAddress> managements) {
        return new MetricsPage(
                managements.stream().map(MetricsPage::read).collect(Collectors.joining("\n")));
    }

    /** Whether no node answered. */
    public boolean isEmpty() {
        return text.isBlank();
    }

    /** The sum of a metric over nodes and labels; 0 when there is none of this name. */
    public double sum(String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String read(InetSocketAddress management) {
        try {
            String address = management.getAddress().getHostAddress() + ":" + management.getPort();
            HttpURLConnection call =
                    (HttpURLConnection)
                            URI.create("http://" + address + "/metrics").toURL().openConnection();
            call.setConnectTimeout(LIMIT_MS);
            call.setReadTimeout(LIMIT_MS);
            try (InputStream body = call.getInputStream()) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8);
            } finally {
                call.disconnect();
            }
        } catch (IOException e) {
            return "";
        }
    }
}

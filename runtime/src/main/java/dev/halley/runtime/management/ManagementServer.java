package dev.halley.runtime.management;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.halley.runtime.lifecycle.Lifecycle;
import dev.halley.runtime.lifecycle.LifecycleState;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A node's endpoint for operators, on the HTTP server of the JDK so that it answers when the rest is
 * stuck: {@code /livez}, {@code /readyz} (503 and a line per reason while not ready), {@code
 * /metrics} (Prometheus text), {@code /info} (JSON). {@code /livez/<instance id>} is there for this
 * life of the node only: who asks for an earlier one at the same port gets 404. Only GET and HEAD;
 * anything else is 404 or 405.
 */
public final class ManagementServer implements AutoCloseable {
    /** The fact that names this life of the node. */
    public static final String INSTANCE = "instance";

    /** Where liveness is asked for; with a slash and an instance id, that of one life. */
    public static final String LIVENESS = "/livez";

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final int THREADS = 2;

    private final HttpServer server;
    private final ExecutorService threads;

    private ManagementServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Listens and answers from now on.
     *
     * @param host address to listen on
     * @param port port to listen on, 0 for a free one
     * @param info facts that do not change, shown as JSON: texts, numbers, truth values, and maps
     *     and lists of them
     * @throws UncheckedIOException naming the key and the address if it is in use
     */
    public static ManagementServer start(
            String host,
            int port,
            Lifecycle lifecycle,
            PrometheusMeterRegistry registry,
            Map<String, Object> info) {
        HttpServer server = bind(host, port);
        ExecutorService threads =
                Executors.newFixedThreadPool(THREADS, ManagementServer::daemonThread);
        server.setExecutor(threads);
        route(server, LIVENESS, TEXT, () -> live(lifecycle));
        Object instance = info.get(INSTANCE);
        if (instance != null) {
            route(server, LIVENESS + "/" + instance, TEXT, () -> live(lifecycle));
        }
        route(server, "/readyz", TEXT, () -> ready(lifecycle));
        route(server, "/metrics", PROMETHEUS, () -> new Answer(200, registry.scrape()));
        route(server, "/info", "application/json", () -> new Answer(200, JsonText.of(info)));
        server.start();
        return new ManagementServer(server, threads);
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static HttpServer bind(String host, int port) {
        try {
            return HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "halley.management.port: " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    private static Answer live(Lifecycle lifecycle) {
        LifecycleState state = lifecycle.state();
        return new Answer(state == LifecycleState.STOPPED ? 503 : 200, state.label() + "\n");
    }

    private static Answer ready(Lifecycle lifecycle) {
        Map<String, String> reasons = lifecycle.whyNotReady();
        if (reasons.isEmpty()) {
            return new Answer(200, "ready\n");
        }
        StringBuilder lines = new StringBuilder();
        reasons.forEach((check, why) -> lines.append(check).append(": ").append(why).append('\n'));
        return new Answer(503, lines.toString());
    }

    private static void route(HttpServer server, String path, String type, Supplier<Answer> page) {
        server.createContext(path, exchange -> answer(exchange, path, type, page));
    }

    private static void answer(
            HttpExchange exchange, String path, String type, Supplier<Answer> page)
            throws IOException {
        try (exchange) {
            boolean head = exchange.getRequestMethod().equals("HEAD");
            Answer answer;
            if (!exchange.getRequestURI().getPath().equals(path)) {
                answer = new Answer(404, "not found\n");
            } else if (head || exchange.getRequestMethod().equals("GET")) {
                answer = page.get();
            } else {
                answer = new Answer(405, "method not allowed\n");
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.status() < 400 ? type : TEXT);
            exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static Thread daemonThread(Runnable work) {
        Thread thread = new Thread(work, "management");
        thread.setDaemon(true);
        return thread;
    }

    private record Answer(int status, String body) {}
}

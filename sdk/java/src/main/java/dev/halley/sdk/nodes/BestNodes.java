package dev.halley.sdk.nodes;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.halley.sdk.Endpoint;
import dev.halley.sdk.Endpoint.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Asks logic which comets are best: {@code GET /v1/nodes/best}. Several logics are asked one after
 * the other, from a random one on, until one answers. When none does, the comets of the last answer
 * are tried: losing logic for a while keeps nobody from coming back. Any thread may call.
 */
public final class BestNodes implements NodeSelector {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HTTP_OK = 200;
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(3);

    private final List<URI> logics;
    private final Transport transport;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(ANSWER_LIMIT)
                    .build();
    private volatile List<Endpoint> last = List.of();

    /**
     * Asks nobody yet.
     *
     * @param logics base of each logic's REST API, such as {@code http://127.0.0.1:3111}
     * @param transport how the client connects
     * @throws IllegalArgumentException if there is no logic
     */
    public BestNodes(List<URI> logics, Transport transport) {
        this.logics = List.copyOf(logics);
        this.transport = requireNonNull(transport, "transport");
        if (logics.isEmpty()) {
            throw new IllegalArgumentException("logics: none (expected: at least one)");
        }
    }

    @Override
    public CompletionStage<List<Endpoint>> endpoints() {
        return ask(ThreadLocalRandom.current().nextInt(logics.size()), logics.size());
    }

    private CompletableFuture<List<Endpoint>> ask(int logic, int asksLeft) {
        return http.sendAsync(request(logics.get(logic)), BodyHandlers.ofByteArray())
                .thenApply(this::read)
                .exceptionallyCompose(
                        failure ->
                                asksLeft > 1
                                        ? ask((logic + 1) % logics.size(), asksLeft - 1)
                                        : lastAnswerOr(failure));
    }

    private CompletableFuture<List<Endpoint>> lastAnswerOr(Throwable failure) {
        List<Endpoint> known = last;
        return known.isEmpty()
                ? CompletableFuture.failedFuture(failure)
                : CompletableFuture.completedFuture(known);
    }

    private static HttpRequest request(URI base) {
        String text = base.toString();
        String prefix = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return HttpRequest.newBuilder(URI.create(prefix + "/v1/nodes/best"))
                .timeout(ANSWER_LIMIT)
                .build();
    }

    private List<Endpoint> read(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != HTTP_OK) {
            throw new IllegalStateException("nodes/best: status " + answer.statusCode());
        }
        try {
            List<Endpoint> endpoints = new ArrayList<>();
            String port = transport == Transport.WEBSOCKET ? "ws_port" : "tcp_port";
            for (JsonNode node : JSON.readTree(answer.body()).path("candidates")) {
                endpoints.add(
                        new Endpoint(
                                transport, node.path("host").asText(""), node.path(port).asInt()));
            }
            if (endpoints.isEmpty()) {
                throw new IllegalStateException("nodes/best: no comet");
            }
            last = List.copyOf(endpoints);
            return last;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

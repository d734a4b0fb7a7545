package dev.halley.sdk.push;

import static java.util.Objects.requireNonNull;

import dev.halley.sdk.push.PushException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Pushes through logic's REST API: {@link #push} by {@code /v1/push}, {@link #pushGoim} by the
 * routes that goim has too. Every method may be called from any thread and none blocks; the futures
 * fail with a {@link PushException}. It repeats nothing by itself.
 */
public final class PushClient {

    private final PushOptions options;
    private final HttpClient http;
    private final Semaphore inFlight;

    /** A client for one logic, or for a load balancer before several. */
    public PushClient(PushOptions options) {
        this.options = requireNonNull(options, "options");
        this.inFlight = new Semaphore(options.maxInFlight());
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(options.connectLimit())
                        .build();
    }

    /** A client with every default; {@code base} such as {@code http://127.0.0.1:3111}. */
    public PushClient(URI base) {
        this(PushOptions.of(base));
    }

    /**
     * Pushes a payload.
     *
     * @param operation what the sessions know the message by
     * @return the message's id, when the message is safe in Kafka
     */
    public CompletableFuture<Long> push(PushTarget target, int operation, byte[] payload) {
        return push(target, operation, payload, PushExtras.NONE);
    }

    /** As {@link #push(PushTarget, int, byte[])}, with a life time. */
    public CompletableFuture<Long> push(
            PushTarget target, int operation, byte[] payload, PushExtras extras) {
        byte[] body = PushJson.request(target, operation, payload, extras);
        HttpRequest request =
                post("/v1/push")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
        return send(request, PushJson::id);
    }

    /**
     * Pushes a payload by goim's route for the target. A goim server knows users that are numbers
     * only.
     *
     * @return done when the server has accepted it
     */
    public CompletableFuture<Void> pushGoim(PushTarget target, int operation, byte[] payload) {
        HttpRequest request =
                post(GoimRoutes.path(target, operation))
                        .POST(BodyPublishers.ofByteArray(payload))
                        .build();
        return send(request, PushJson::goimAccepted).thenApply(accepted -> null);
    }

    private HttpRequest.Builder post(String path) {
        String base = options.base().toString();
        String prefix = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return HttpRequest.newBuilder(URI.create(prefix + path)).timeout(options.requestLimit());
    }

    private <T> CompletableFuture<T> send(
            HttpRequest request, Function<HttpResponse<byte[]>, T> answer) {
        if (!inFlight.tryAcquire()) {
            return CompletableFuture.failedFuture(
                    new PushException(
                            Kind.TOO_MANY_IN_FLIGHT,
                            0,
                            options.maxInFlight() + " pushes wait for their answer"));
        }
        return http.sendAsync(request, BodyHandlers.ofByteArray())
                .whenComplete((response, failure) -> inFlight.release())
                .thenApply(answer)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(typed(failure)));
    }

    private static PushException typed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        if (cause instanceof PushException known) {
            return known;
        }
        PushException typed = new PushException(kindOf(cause), 0, inWords(cause));
        typed.initCause(cause);
        return typed;
    }

    private static String inWords(Throwable cause) {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private static Kind kindOf(Throwable cause) {
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return Kind.UNREACHABLE;
        }
        if (cause instanceof HttpTimeoutException) {
            return Kind.TIMEOUT;
        }
        return cause instanceof IOException ? Kind.CONNECTION_LOST : Kind.BAD_ANSWER;
    }
}

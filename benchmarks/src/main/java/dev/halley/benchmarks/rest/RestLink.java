package dev.halley.benchmarks.rest;

import dev.halley.benchmarks.rest.HttpConnection.Answer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One caller's way to one endpoint: a connection that is kept, and made again when it broke. */
final class RestLink {

    /** What came of an attempt, and the trouble in words where there was one. */
    record Attempt(PushOutcome outcome, boolean maySucceedLater, String trouble) {

        static Attempt accepted() {
            return new Attempt(PushOutcome.ACCEPTED, false, "");
        }
    }

    private static final int CONNECT_MS = 5_000;
    private static final int HTTP_OK = 200;
    private static final int HTTP_BAD_REQUEST = 400;
    private static final int HTTP_TOO_MANY = 429;
    private static final int HTTP_SERVER_ERROR = 500;

    private final InetSocketAddress server;
    private final int answerMs;
    private @Nullable HttpConnection connection;

    RestLink(InetSocketAddress server, int answerMs) {
        this.server = server;
        this.answerMs = answerMs;
    }

    /** Sends a request and waits for its answer. */
    Attempt send(byte[] request, int length) {
        Optional<Attempt> unreachable = connect();
        HttpConnection open = connection;
        if (unreachable.isPresent() || open == null) {
            return unreachable.orElseThrow();
        }
        try {
            Attempt attempt = judge(open.exchange(request, length));
            if (open.exhausted()) {
                disconnect();
            }
            return attempt;
        } catch (IOException e) {
            disconnect();
            return new Attempt(PushOutcome.UNCERTAIN, true, e.toString());
        }
    }

    void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    private Optional<Attempt> connect() {
        if (connection != null) {
            return Optional.empty();
        }
        try {
            connection = new HttpConnection(server, CONNECT_MS, answerMs);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Attempt(PushOutcome.REFUSED, true, e.toString()));
        }
    }

    /** An error of the server leaves open whether the push went on its way. */
    private static Attempt judge(Answer answer) {
        int status = answer.status();
        boolean fine = status >= HTTP_OK && status < HTTP_BAD_REQUEST;
        if (fine && answer.body().contains("\"code\":0")) {
            return Attempt.accepted();
        }
        boolean unsure = status >= HTTP_SERVER_ERROR;
        return new Attempt(
                unsure ? PushOutcome.UNCERTAIN : PushOutcome.REFUSED,
                unsure || status == HTTP_TOO_MANY,
                "status " + status + ": " + answer.body());
    }
}

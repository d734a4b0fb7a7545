package dev.halley.benchmarks.rest;

import dev.halley.benchmarks.rest.HttpConnection.Answer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One caller's way to one endpoint: a connection that is kept, and made again when it broke. */
public final class RestLink {

    /**
     * What came of an attempt.
     *
     * @param outcome what the server made of it
     * @param maySucceedLater whether it is worth to be repeated
     * @param trouble in words; empty: there was none
     */
    public record Attempt(PushOutcome outcome, boolean maySucceedLater, String trouble) {

        static Attempt accepted() {
            return new Attempt(PushOutcome.ACCEPTED, false, "");
        }
    }

    private static final int CONNECT_MS = 5_000;
    private static final int HTTP_OK = 200;

    /** What Halley's own push routes answer; goim's say it in the body. */
    private static final int HTTP_ACCEPTED = 202;

    private static final int HTTP_BAD_REQUEST = 400;
    private static final int HTTP_TOO_MANY = 429;
    private static final int HTTP_SERVER_ERROR = 500;

    private final InetSocketAddress server;
    private final int answerMs;
    private @Nullable HttpConnection connection;

    /**
     * A way that is not open yet.
     *
     * @param answerMs how long an answer may take
     */
    public RestLink(InetSocketAddress server, int answerMs) {
        this.server = server;
        this.answerMs = answerMs;
    }

    /** Sends a request and waits for its answer; connects first where it has to. */
    public Attempt send(byte[] request, int length) {
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

    /** Closes it; the next request connects anew. */
    public void disconnect() {
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

    /** goim says it with a code, Centrifugo with a result in place of an error. */
    private static boolean isAccepted(String body) {
        return body.contains("\"code\":0") || body.startsWith("{\"result\"");
    }

    /** An error of the server leaves open whether the push went on its way. */
    private static Attempt judge(Answer answer) {
        int status = answer.status();
        boolean fine = status >= HTTP_OK && status < HTTP_BAD_REQUEST;
        if (status == HTTP_ACCEPTED || (fine && isAccepted(answer.body()))) {
            return Attempt.accepted();
        }
        boolean unsure = status >= HTTP_SERVER_ERROR;
        return new Attempt(
                unsure ? PushOutcome.UNCERTAIN : PushOutcome.REFUSED,
                unsure || status == HTTP_TOO_MANY,
                "status " + status + ": " + answer.body());
    }
}

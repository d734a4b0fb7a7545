package dev.halley.logic.http.request;

import dev.halley.logic.http.answer.FailureKind;
import dev.halley.logic.http.answer.RequestException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads one request's body within its limits. What is over a limit is read on and thrown away, up
 * to a further bound, so that the caller sees the answer and not a broken connection.
 */
final class BodyReader {
    private static final int DISCARD_FACTOR = 8;

    private final Exchange exchange;
    private final BodyLimits limits;
    private final Runnable handler;
    private @Nullable Buffer body;
    private long received;
    private long held;
    private @Nullable RequestException refusal;

    private BodyReader(Exchange exchange, BodyLimits limits, Runnable handler) {
        this.exchange = exchange;
        this.limits = limits;
        this.handler = handler;
    }

    /** Reads the body into the exchange, then runs the handler; or answers why not. */
    static void read(Exchange exchange, BodyLimits limits, Runnable handler) {
        if (!limits.admission().enter()) {
            limits.metrics().rejected(RejectReason.PUSHES_IN_FLIGHT);
            exchange.fail(new RequestException(FailureKind.BUSY, "too many requests in flight"));
            return;
        }
        new BodyReader(exchange, limits, handler).begin();
    }

    private void begin() {
        exchange.whenOver(() -> limits.admission().leave(held));
        HttpServerRequest request = exchange.request();
        long announced = announced(request);
        if (announced > limits.maxBytes()) {
            tooLarge();
        }
        if (announced > discardLimit()) {
            giveUp();
            return;
        }
        request.handler(this::onChunk);
        request.endHandler(end -> onEnd());
        if (refusal == null && "100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        } else if (refusal != null && request.getHeader("Expect") != null) {
            giveUp();
        }
    }

    // A length that is no number never comes this far: the decoder refuses it.
    private static long announced(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        if (length == null) {
            return 0;
        }
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private void onChunk(Buffer chunk) {
        received += chunk.length();
        if (exchange.isOver() || refusal != null) {
            discard();
        } else if (received > limits.maxBytes()) {
            tooLarge();
            discard();
        } else if (!limits.admission().hold(chunk.length())) {
            limits.metrics().rejected(RejectReason.BODY_BYTES);
            refuse(new RequestException(FailureKind.BUSY, "too many bytes of bodies in flight"));
        } else {
            held += chunk.length();
            body = body == null ? chunk : body.appendBuffer(chunk);
        }
    }

    private void onEnd() {
        if (exchange.isOver()) {
            return;
        }
        if (refusal != null) {
            exchange.fail(refusal);
            return;
        }
        if (body != null) {
            exchange.body(body);
        }
        exchange.attempt(handler);
    }

    private void tooLarge() {
        limits.metrics().rejected(RejectReason.BODY_TOO_LARGE);
        refuse(
                new RequestException(
                        FailureKind.BODY_TOO_LARGE,
                        "body: too large (expected: at most " + limits.maxBytes() + " bytes)"));
    }

    private void refuse(RequestException why) {
        refusal = why;
        body = null;
    }

    private void discard() {
        if (!exchange.isOver() && received > discardLimit()) {
            giveUp();
        }
    }

    private void giveUp() {
        RequestException why = refusal;
        if (why != null) {
            exchange.failAndClose(why);
        }
    }

    private long discardLimit() {
        return limits.maxBytes() * DISCARD_FACTOR;
    }
}

package dev.halley.sdk.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.halley.sdk.push.PushException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;

/** The JSON of the push API. */
final class PushJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIRST_CLIENT_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int TOO_MANY_REQUESTS = 429;

    private PushJson() {}

    /** The body of {@code POST /v1/push}. */
    static byte[] request(PushTarget target, int operation, byte[] payload, PushExtras extras) {
        ObjectNode body = JSON.createObjectNode();
        if (target instanceof PushTarget.Keys keys) {
            list(body.putArray("keys"), keys.keys());
        } else if (target instanceof PushTarget.Users users) {
            list(body.putArray("users"), users.users());
        } else if (target instanceof PushTarget.Room room) {
            body.put("room", room.room());
        } else {
            body.put("all", true);
            int speed = ((PushTarget.Everyone) target).speed();
            if (speed > 0) {
                body.put("speed", speed);
            }
        }
        body.put("operation", operation);
        body.put("payload_base64", payload);
        if (!extras.ttl().isZero()) {
            body.put("ttl_s", Math.max(1, extras.ttl().toSeconds()));
        }
        extras.idempotencyKey().ifPresent(key -> body.put("idempotency_key", key));
        try {
            return JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException("a tree of plain values always has a text", e);
        }
    }

    /** The id in the answer of {@code POST /v1/push}. */
    static long id(HttpResponse<byte[]> response) {
        JsonNode body = answer(response);
        JsonNode id = body.path("id");
        if (!id.isTextual() && !id.isIntegralNumber()) {
            throw new PushException(Kind.BAD_ANSWER, response.statusCode(), "no id in the answer");
        }
        try {
            return Long.parseLong(id.asText());
        } catch (NumberFormatException e) {
            throw new PushException(
                    Kind.BAD_ANSWER, response.statusCode(), "id: " + id + " (expected: a number)");
        }
    }

    /** goim answers errors in the body, some of them with status 200. */
    static boolean goimAccepted(HttpResponse<byte[]> response) {
        JsonNode body = answer(response);
        int code = body.path("code").asInt(Integer.MIN_VALUE);
        if (code == Integer.MIN_VALUE) {
            throw new PushException(
                    Kind.BAD_ANSWER, response.statusCode(), "no code in the answer");
        }
        if (code != 0) {
            throw new PushException(
                    Kind.REFUSED,
                    response.statusCode(),
                    "code " + code + ": " + body.path("message").asText());
        }
        return true;
    }

    private static JsonNode answer(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        JsonNode body = parse(response);
        if (status >= FIRST_SERVER_ERROR || status == TOO_MANY_REQUESTS) {
            throw new PushException(Kind.UNAVAILABLE, status, reason(status, body));
        }
        if (status >= FIRST_CLIENT_ERROR) {
            throw new PushException(Kind.REFUSED, status, reason(status, body));
        }
        return body;
    }

    private static JsonNode parse(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    /** A problem's detail, goim's message, or nothing but the status. */
    private static String reason(int status, JsonNode body) {
        String detail = body.path("detail").asText(body.path("message").asText(""));
        return detail.isEmpty() ? "status " + status : "status " + status + ": " + detail;
    }

    private static void list(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }
}

package dev.halley.logic.http.goim;

import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.http.request.Exchange;
import dev.halley.logic.http.request.Parameters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The fields of an im-cloud request: of its JSON object, or of its form and then its query. Arrays
 * become repeated fields, under the plain name ({@code keys}, not PHP's {@code keys[]}).
 */
final class ImCloudBody {
    private static final Pattern INDEX = Pattern.compile("\\[\\d*]$");

    private ImCloudBody() {}

    /**
     * Reads them.
     *
     * @throws InvalidPushException if the body is neither a form nor a JSON object
     */
    static Parameters parse(Exchange exchange) {
        String type = exchange.request().getHeader("Content-Type");
        String kind = type == null ? "" : type.toLowerCase(Locale.ROOT);
        if (kind.startsWith("multipart/")) {
            throw new InvalidPushException(
                    "body", "multipart", "application/x-www-form-urlencoded or JSON");
        }
        Buffer body = exchange.body();
        Parameters fields = Parameters.parse("");
        if (kind.contains("json") || looksLikeJson(body)) {
            addJson(fields, body);
        } else {
            addAll(fields, Parameters.parse(body.toString()));
        }
        addAll(fields, exchange.query());
        return fields;
    }

    private static boolean looksLikeJson(Buffer body) {
        for (int i = 0; i < body.length(); i++) {
            byte at = body.getByte(i);
            if (at != ' ' && at != '\t' && at != '\r' && at != '\n') {
                return at == '{';
            }
        }
        return false;
    }

    private static void addAll(Parameters to, Parameters from) {
        from.forEach((name, value) -> to.add(INDEX.matcher(name).replaceFirst(""), value));
    }

    private static void addJson(Parameters to, Buffer body) {
        try {
            JsonObject object = new JsonObject(body);
            object.forEach(entry -> addValue(to, entry.getKey(), entry.getValue()));
        } catch (DecodeException | ClassCastException e) {
            throw new InvalidPushException("body", "not JSON", "one JSON object");
        }
    }

    private static void addValue(Parameters to, String name, Object value) {
        if (value instanceof JsonArray array && !name.equals("msg")) {
            array.forEach(element -> addValue(to, name, element));
        } else if (value != null) {
            // A message that is an object or an array goes out as its JSON text: so toString.
            to.add(name, value.toString());
        }
    }
}

package dev.halley.logic.http.goim;

import com.google.protobuf.ByteString;
import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.http.request.Endpoints;
import dev.halley.logic.http.request.Exchange;
import dev.halley.logic.http.request.Parameters;
import dev.halley.logic.push.PushCommand;
import dev.halley.logic.push.PushService;
import dev.halley.logic.push.Target;
import java.util.List;
import java.util.function.Function;

/**
 * {@code POST /im/push/*} as im-cloud's callers know them: everything in a form or a JSON object,
 * the payload as {@code msg}. Answers are goim's. Without an operation it is 9, as im-cloud's own
 * document says.
 */
public final class ImCloudPushRoutes {
    private static final int DEFAULT_OPERATION = 9;

    private final String app;
    private final PushService pushes;

    /** Pushes for one app. */
    public ImCloudPushRoutes(String app, PushService pushes) {
        this.app = app;
        this.pushes = pushes;
    }

    /** Adds the routes. */
    public void mount(Endpoints endpoints) {
        endpoints.post("/im/push/room", exchange -> push(exchange, ImCloudPushRoutes::room));
        endpoints.post("/im/push/mids", exchange -> push(exchange, ImCloudPushRoutes::users));
        endpoints.post("/im/push/keys", exchange -> push(exchange, ImCloudPushRoutes::keys));
        endpoints.post("/im/push/all", exchange -> push(exchange, ImCloudPushRoutes::everyone));
    }

    private void push(Exchange exchange, Function<Parameters, Target> targetOf) {
        Parameters fields = ImCloudBody.parse(exchange);
        Target target = targetOf.apply(fields);
        ByteString payload = ByteString.copyFromUtf8(fields.required("msg"));
        int operation = fields.number("operation", DEFAULT_OPERATION);
        String traceparent = exchange.traceparent();
        PushCommand command = new PushCommand(app, operation, payload, target, 0, traceparent);
        exchange.then(pushes.push(command), id -> exchange.answer(GoimAnswers.OK));
    }

    // Its documents write the type with the slashes, its room keys without: both are right.
    private static Target room(Parameters fields) {
        String type = fields.required("type");
        String room = fields.required("room");
        return new Target.Room(type.endsWith("://") ? type + room : type + "://" + room);
    }

    private static Target users(Parameters fields) {
        return new Target.Users(someOf("mids", Mids.parse(fields.all("mids"))));
    }

    private static Target keys(Parameters fields) {
        List<String> keys = fields.all("keys").stream().filter(key -> !key.isEmpty()).toList();
        return new Target.Keys(someOf("keys", keys));
    }

    private static Target everyone(Parameters fields) {
        return new Target.Everyone(fields.number("speed", 0, 0, Integer.MAX_VALUE));
    }

    private static List<String> someOf(String name, List<String> values) {
        if (values.isEmpty()) {
            throw new InvalidPushException(name, "missing", "at least one");
        }
        return values;
    }
}

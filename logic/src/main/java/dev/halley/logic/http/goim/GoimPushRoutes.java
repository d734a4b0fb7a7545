package dev.halley.logic.http.goim;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.http.request.Endpoints;
import dev.halley.logic.http.request.Exchange;
import dev.halley.logic.http.request.Parameters;
import dev.halley.logic.push.PushCommand;
import dev.halley.logic.push.PushService;
import dev.halley.logic.push.Target;
import java.util.List;

/**
 * {@code POST /goim/push/*}: parameters in the query, the payload as the body. What goim requires
 * and what it lets pass is kept (goim: internal/logic/http/push.go), a comma list of users is let
 * pass beside it.
 */
public final class GoimPushRoutes {
    private final String app;
    private final PushService pushes;

    /** Pushes for one app. */
    public GoimPushRoutes(String app, PushService pushes) {
        this.app = app;
        this.pushes = pushes;
    }

    /** Adds the routes. */
    public void mount(Endpoints endpoints) {
        endpoints.post("/goim/push/room", this::room);
        endpoints.post("/goim/push/mids", this::users);
        endpoints.post("/goim/push/keys", this::keys);
        endpoints.post("/goim/push/all", this::everyone);
    }

    private void keys(Exchange exchange) {
        Parameters query = exchange.query();
        int operation = query.number("operation", 0);
        List<String> keys = query.all("keys");
        if (keys.isEmpty()) {
            exchange.answer(GoimAnswers.NO_KEYS);
            return;
        }
        List<String> named = keys.stream().filter(key -> !key.isEmpty()).toList();
        pushToSome(exchange, operation, named, new Target.Keys(named));
    }

    private void users(Exchange exchange) {
        Parameters query = exchange.query();
        int operation = query.number("operation", 0);
        List<String> users = Mids.parse(query.all("mids"));
        pushToSome(exchange, operation, users, new Target.Users(users));
    }

    private void pushToSome(Exchange exchange, int operation, List<String> some, Target target) {
        if (some.isEmpty()) {
            exchange.answer(GoimAnswers.OK);
        } else {
            push(exchange, operation, target);
        }
    }

    private void room(Exchange exchange) {
        Parameters query = exchange.query();
        int operation = requiredOperation(query);
        String type = query.required("type");
        String room = query.required("room");
        push(exchange, operation, new Target.Room(type + "://" + room));
    }

    private void everyone(Exchange exchange) {
        Parameters query = exchange.query();
        int operation = requiredOperation(query);
        int speed = query.number("speed", 0, 0, Integer.MAX_VALUE);
        push(exchange, operation, new Target.Everyone(speed));
    }

    // As goim: its check for "there" is a check for "not zero".
    private static int requiredOperation(Parameters query) {
        int operation = query.number("operation", 0);
        if (operation == 0) {
            throw new InvalidPushException("operation", "missing", "a 32-bit number, not 0");
        }
        return operation;
    }

    private void push(Exchange exchange, int operation, Target target) {
        ByteString payload = UnsafeByteOperations.unsafeWrap(exchange.body().getBytes());
        String traceparent = exchange.traceparent();
        PushCommand command = new PushCommand(app, operation, payload, target, 0, traceparent);
        exchange.then(pushes.push(command), id -> exchange.answer(GoimAnswers.OK));
    }
}

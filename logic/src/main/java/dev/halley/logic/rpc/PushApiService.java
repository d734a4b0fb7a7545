package dev.halley.logic.rpc;

import static java.util.Objects.requireNonNull;

import dev.halley.api.logic.PushApiGrpc;
import dev.halley.api.logic.PushReply;
import dev.halley.api.logic.PushRequest;
import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.push.PushCommand;
import dev.halley.logic.push.PushService;
import dev.halley.logic.push.Target;
import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.stub.StreamObserver;

/** Pushes of business systems that speak gRPC. Never blocks: may run on the transport's threads. */
public final class PushApiService extends PushApiGrpc.PushApiImplBase {
    private final PushService pushes;
    private final String defaultApp;

    /** Serves this app's pushes. */
    public PushApiService(PushService pushes, String defaultApp) {
        this.pushes = requireNonNull(pushes, "pushes");
        this.defaultApp = requireNonNull(defaultApp, "defaultApp");
    }

    /** The service, with the caller's trace context: metadata {@code traceparent}. */
    public BindableService traced() {
        return () -> ServerInterceptors.intercept(this, new TraceContext());
    }

    @Override
    public void push(PushRequest request, StreamObserver<PushReply> caller) {
        Replies.send(
                caller,
                () ->
                        pushes.push(command(request))
                                .thenApply(id -> PushReply.newBuilder().setMessageId(id).build()));
    }

    private PushCommand command(PushRequest request) {
        String app = request.getApp().isEmpty() ? defaultApp : request.getApp();
        PushCommand command =
                new PushCommand(
                        app,
                        request.getOperation(),
                        request.getPayload(),
                        target(request),
                        request.getTtlS(),
                        TraceContext.current());
        String key = request.getIdempotencyKey();
        return key.isEmpty() ? command : command.withIdempotencyKey(key);
    }

    private static Target target(PushRequest request) {
        return switch (request.getTargetCase()) {
            case USERS -> new Target.Users(request.getUsers().getUsersList());
            case KEYS -> new Target.Keys(request.getKeys().getKeysList());
            case ROOM -> new Target.Room(request.getRoom());
            case ROOMS -> new Target.Rooms(request.getRooms().getRoomsList());
            case EVERYONE -> new Target.Everyone(request.getEveryone().getSpeed());
            case TARGET_NOT_SET ->
                    throw new InvalidPushException(
                            "target", "none", "users, keys, room, rooms or everyone");
        };
    }
}

package dev.halley.comet.bootstrap;

import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.ConnectRequest;
import dev.halley.api.logic.DisconnectReply;
import dev.halley.api.logic.DisconnectRequest;
import dev.halley.api.logic.LogicSessionsGrpc;
import dev.halley.api.logic.ReceiveReply;
import dev.halley.api.logic.ReceiveRequest;
import dev.halley.api.logic.Registration;
import dev.halley.api.logic.RenewReply;
import dev.halley.api.logic.RenewRequest;
import dev.halley.api.logic.ReportRoomsReply;
import dev.halley.api.logic.ReportRoomsRequest;
import dev.halley.api.logic.Upstream;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A logic in memory: takes goim's AUTH body, gives keys and generations, remembers what it is told.
 * A token without a mid is refused.
 */
final class FakeLogic extends LogicSessionsGrpc.LogicSessionsImplBase {
    private static final Pattern MID = Pattern.compile("\"mid\":(\\d+)");
    private static final Pattern ROOM = Pattern.compile("\"room_id\":\"([^\"]*)\"");
    private static final Pattern KEY = Pattern.compile("\"key\":\"([^\"]+)\"");

    final List<ConnectRequest> connects = new CopyOnWriteArrayList<>();
    final List<Upstream> received = new CopyOnWriteArrayList<>();
    final List<ReportRoomsRequest> reports = new CopyOnWriteArrayList<>();
    final Map<Long, Registration> routes = new ConcurrentHashMap<>();
    final AtomicLong renewals = new AtomicLong();
    final List<Long> replaced = new CopyOnWriteArrayList<>();
    volatile boolean away;
    volatile boolean silent;
    volatile Map<String, Integer> elsewhere = Map.of();
    private final AtomicLong generations = new AtomicLong();

    @Override
    public void connect(ConnectRequest request, StreamObserver<ConnectReply> reply) {
        connects.add(request);
        if (silent || refused(reply)) {
            return;
        }
        String token = request.getToken().toStringUtf8();
        Matcher mid = MID.matcher(token);
        if (!mid.find()) {
            reply.onError(Status.UNAUTHENTICATED.withDescription("no mid").asRuntimeException());
            return;
        }
        Registration route =
                Registration.newBuilder()
                        .setUser(mid.group(1))
                        .setKey(group(KEY, token, "key-" + request.getSessionId()))
                        .setSessionId(request.getSessionId())
                        .setGeneration(generations.incrementAndGet())
                        .build();
        routes.put(route.getSessionId(), route);
        answer(
                reply,
                ConnectReply.newBuilder()
                        .setUser(route.getUser())
                        .setKey(route.getKey())
                        .setGeneration(route.getGeneration())
                        .setRoom(group(ROOM, token, ""))
                        .setPlatform("web")
                        .addAccepts(1000)
                        .build());
    }

    @Override
    public void disconnect(DisconnectRequest request, StreamObserver<DisconnectReply> reply) {
        if (!refused(reply)) {
            // The reason is no part of the route.
            request.getSessionsList().stream()
                    .map(gone -> gone.toBuilder().clearCloseReason().build())
                    .forEach(gone -> routes.remove(gone.getSessionId(), gone));
            answer(reply, DisconnectReply.getDefaultInstance());
        }
    }

    @Override
    public void renew(RenewRequest request, StreamObserver<RenewReply> reply) {
        if (!refused(reply)) {
            renewals.addAndGet(request.getSessionsCount());
            request.getSessionsList().forEach(route -> routes.put(route.getSessionId(), route));
            answer(reply, RenewReply.newBuilder().addAllReplacedSessionIds(replaced).build());
        }
    }

    @Override
    public void receive(ReceiveRequest request, StreamObserver<ReceiveReply> reply) {
        if (!refused(reply)) {
            received.addAll(request.getMessagesList());
            answer(reply, ReceiveReply.getDefaultInstance());
        }
    }

    @Override
    public void reportRooms(ReportRoomsRequest request, StreamObserver<ReportRoomsReply> reply) {
        if (!refused(reply)) {
            reports.add(request);
            answer(reply, ReportRoomsReply.newBuilder().putAllMembersElsewhere(elsewhere).build());
        }
    }

    private boolean refused(StreamObserver<?> reply) {
        if (away) {
            reply.onError(Status.UNAVAILABLE.withDescription("redis").asRuntimeException());
        }
        return away;
    }

    private static <R> void answer(StreamObserver<R> observer, R reply) {
        observer.onNext(reply);
        observer.onCompleted();
    }

    private static String group(Pattern pattern, String token, String otherwise) {
        Matcher matcher = pattern.matcher(token);
        return matcher.find() ? matcher.group(1) : otherwise;
    }
}

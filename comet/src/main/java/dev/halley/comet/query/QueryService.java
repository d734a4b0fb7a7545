package dev.halley.comet.query;

import static java.util.Objects.requireNonNull;

import dev.halley.api.comet.CloseReplacedReply;
import dev.halley.api.comet.CloseReplacedRequest;
import dev.halley.api.comet.CometQueryGrpc;
import dev.halley.api.comet.ListRoomMembersReply;
import dev.halley.api.comet.ListRoomMembersRequest;
import dev.halley.api.comet.ListSessionsReply;
import dev.halley.api.comet.ListSessionsRequest;
import dev.halley.api.comet.PingReply;
import dev.halley.api.comet.PingRequest;
import dev.halley.api.comet.SessionInfo;
import dev.halley.api.record.Route;
import dev.halley.comet.fanout.Shard;
import dev.halley.comet.fanout.Shards;
import dev.halley.comet.members.Member;
import dev.halley.comet.members.RoomKey;
import dev.halley.runtime.node.InstanceId;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Answers logic's questions about this comet's sessions. Never blocks the calling thread. */
public final class QueryService extends CometQueryGrpc.CometQueryImplBase {
    private static final int MAX_PAGE = 1000;
    private static final int DEFAULT_PAGE = 100;
    private static final Comparator<SessionInfo> BY_ID =
            (a, b) -> Long.compareUnsigned(a.getSessionId(), b.getSessionId());

    private final Shards shards;
    private final InstanceId instance;

    /**
     * Answers for the sessions of these shards.
     *
     * @param instance this comet; what names another one is not touched
     */
    public QueryService(Shards shards, InstanceId instance) {
        this.shards = requireNonNull(shards, "shards");
        this.instance = requireNonNull(instance, "instance");
    }

    /** Those of the asked sessions that are here; INVALID_ARGUMENT for more than 1000. */
    @Override
    public void listSessions(ListSessionsRequest request, StreamObserver<ListSessionsReply> out) {
        if (request.getSessionIdsCount() > MAX_PAGE) {
            refuse(out, "session_ids: " + request.getSessionIdsCount());
            return;
        }
        Map<Shard, List<Long>> questions = new HashMap<>();
        for (long id : request.getSessionIdsList()) {
            questions.computeIfAbsent(shards.ofSession(id), s -> new ArrayList<>()).add(id);
        }
        answer(
                ShardQueries.ask(questions, (shard, ids) -> describe(shard, ids, request.getApp())),
                out,
                sessions -> ListSessionsReply.newBuilder().addAllSessions(sessions).build());
    }

    /** A page of a room's members here; INVALID_ARGUMENT for more than 1000 a page. */
    @Override
    public void listRoomMembers(
            ListRoomMembersRequest request, StreamObserver<ListRoomMembersReply> out) {
        int limit = request.getLimit() == 0 ? DEFAULT_PAGE : request.getLimit();
        if (limit < 0 || limit > MAX_PAGE) {
            refuse(out, "limit: " + limit);
            return;
        }
        RoomKey room = new RoomKey(request.getApp(), request.getRoom());
        MemberPage page = new MemberPage(request.getAfterSessionId(), limit + 1);
        Map<Shard, MemberPage> questions = new HashMap<>();
        shards.all().forEach(shard -> questions.put(shard, page));
        answer(
                ShardQueries.ask(questions, (shard, part) -> part.of(shard.members(room))),
                out,
                members -> page(members, limit));
    }

    /** Closes the named sessions of this instance, as far as they are still there. */
    @Override
    public void closeReplaced(
            CloseReplacedRequest request, StreamObserver<CloseReplacedReply> out) {
        if (request.getRoutesCount() > MAX_PAGE) {
            refuse(out, "routes: " + request.getRoutesCount());
            return;
        }
        Map<Shard, List<Route>> questions = new HashMap<>();
        for (Route route : request.getRoutesList()) {
            if (route.getInstance().equals(instance.toString())) {
                Shard shard = shards.ofSession(route.getSessionId());
                questions.computeIfAbsent(shard, s -> new ArrayList<>()).add(route);
            }
        }
        answer(
                ShardQueries.ask(questions, QueryService::closeReplaced),
                out,
                closed -> CloseReplacedReply.newBuilder().setClosed(closed.size()).build());
    }

    /** Says who answers. */
    @Override
    public void ping(PingRequest request, StreamObserver<PingReply> out) {
        out.onNext(PingReply.newBuilder().setInstance(instance.toString()).build());
        out.onCompleted();
    }

    private static List<SessionInfo> describe(Shard shard, List<Long> ids, String app) {
        List<SessionInfo> sessions = new ArrayList<>();
        for (long id : ids) {
            Member member = shard.session(id);
            if (member != null && member.app().equals(app)) {
                sessions.add(member.describe());
            }
        }
        return sessions;
    }

    private static List<Long> closeReplaced(Shard shard, List<Route> routes) {
        List<Long> closed = new ArrayList<>();
        for (Route route : routes) {
            if (shard.closeReplaced(route.getSessionId(), route.getGeneration())) {
                closed.add(route.getSessionId());
            }
        }
        return closed;
    }

    private static ListRoomMembersReply page(List<SessionInfo> members, int limit) {
        List<SessionInfo> sorted = members.stream().sorted(BY_ID).limit(limit).toList();
        return ListRoomMembersReply.newBuilder()
                .addAllMembers(sorted)
                .setMore(members.size() > limit)
                .build();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // both ends are handled inside
    private static <A, R> void answer(
            CompletableFuture<List<A>> answers, StreamObserver<R> out, Function<List<A>, R> reply) {
        // With a handler set, a reply to a caller that has gone is dropped instead of thrown.
        ((ServerCallStreamObserver<R>) out).setOnCancelHandler(() -> {});
        answers.whenComplete(
                (all, failure) -> {
                    if (failure != null) {
                        out.onError(Status.UNAVAILABLE.withCause(failure).asException());
                    } else {
                        out.onNext(reply.apply(all));
                        out.onCompleted();
                    }
                });
    }

    private static void refuse(StreamObserver<?> out, String value) {
        out.onError(
                Status.INVALID_ARGUMENT
                        .withDescription(value + " (expected: at most " + MAX_PAGE + ")")
                        .asException());
    }
}

package dev.halley.logic.comets;

import dev.halley.api.comet.CloseReplacedReply;
import dev.halley.api.comet.CloseReplacedRequest;
import dev.halley.api.comet.CometQueryGrpc;
import dev.halley.api.comet.CometQueryGrpc.CometQueryStub;
import dev.halley.api.comet.ListRoomMembersReply;
import dev.halley.api.comet.ListRoomMembersRequest;
import dev.halley.api.comet.ListSessionsReply;
import dev.halley.api.comet.ListSessionsRequest;
import dev.halley.api.comet.PingReply;
import dev.halley.api.comet.PingRequest;
import dev.halley.api.record.Route;
import dev.halley.runtime.node.NodeAddress;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Questions to one comet. Thread-safe; does not block. */
final class CometClient {
    private final NodeAddress address;
    private final ManagedChannel channel;
    private final long deadlineMs;

    CometClient(NodeAddress address, ManagedChannel channel, Duration deadline) {
        this.address = address;
        this.channel = channel;
        this.deadlineMs = deadline.toMillis();
    }

    NodeAddress address() {
        return address;
    }

    CompletableFuture<ListSessionsReply> sessions(String app, List<Long> sessionIds) {
        var request = ListSessionsRequest.newBuilder().setApp(app).addAllSessionIds(sessionIds);
        return call((stub, answer) -> stub.listSessions(request.build(), answer));
    }

    CompletableFuture<ListRoomMembersReply> members(
            String app, String room, long afterSessionId, int limit) {
        var request =
                ListRoomMembersRequest.newBuilder()
                        .setApp(app)
                        .setRoom(room)
                        .setAfterSessionId(afterSessionId)
                        .setLimit(limit);
        return call((stub, answer) -> stub.listRoomMembers(request.build(), answer));
    }

    CompletionStage<CloseReplacedReply> closeReplaced(Route route) {
        var request = CloseReplacedRequest.newBuilder().addRoutes(route);
        return call((stub, answer) -> stub.closeReplaced(request.build(), answer));
    }

    CompletionStage<String> ping() {
        return this.<PingReply>call(
                        (stub, answer) -> stub.ping(PingRequest.getDefaultInstance(), answer))
                .thenApply(PingReply::getInstance);
    }

    private <T> CompletableFuture<T> call(BiConsumer<CometQueryStub, StreamObserver<T>> call) {
        var answer = new UnaryAnswer<T>(address.name());
        if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
            // Otherwise a comet that was away for long is not tried for up to two minutes.
            channel.resetConnectBackoff();
        }
        call.accept(
                CometQueryGrpc.newStub(channel)
                        .withDeadlineAfter(deadlineMs, TimeUnit.MILLISECONDS),
                answer);
        return answer.future();
    }

    void close() {
        channel.shutdownNow();
    }
}

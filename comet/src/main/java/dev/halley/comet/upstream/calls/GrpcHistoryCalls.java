package dev.halley.comet.upstream.calls;

import dev.halley.api.logic.AcknowledgeReply;
import dev.halley.api.logic.AcknowledgeRequest;
import dev.halley.api.logic.HistoryGrpc;
import dev.halley.api.logic.HistoryGrpc.HistoryStub;
import dev.halley.api.logic.ReadStreamReply;
import dev.halley.api.logic.ReadStreamRequest;
import dev.halley.api.logic.TipsReply;
import dev.halley.api.logic.TipsRequest;
import dev.halley.comet.history.HistoryCalls;
import dev.halley.comet.history.HistoryRefused;
import io.grpc.Channel;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Questions about streams over gRPC, to whichever logic the channel chooses. */
public final class GrpcHistoryCalls implements HistoryCalls {
    private final HistoryStub stub;
    private final Duration deadline;

    /**
     * Calls over a channel that stays the caller's to close.
     *
     * @param deadline of each call
     */
    public GrpcHistoryCalls(Channel channel, Duration deadline) {
        this.stub = HistoryGrpc.newStub(channel);
        this.deadline = deadline;
    }

    @Override
    public CompletionStage<TipsReply> tips(TipsRequest request) {
        OneReply<TipsReply> reply = new OneReply<>();
        stub().tips(request, reply);
        return refusals(reply);
    }

    @Override
    public CompletionStage<ReadStreamReply> read(ReadStreamRequest request) {
        OneReply<ReadStreamReply> reply = new OneReply<>();
        stub().read(request, reply);
        return refusals(reply);
    }

    @Override
    public CompletionStage<AcknowledgeReply> acknowledge(AcknowledgeRequest request) {
        OneReply<AcknowledgeReply> reply = new OneReply<>();
        stub().acknowledge(request, reply);
        return reply.future();
    }

    /** An older logic does not know streams; a name that is none will be none the next time too. */
    private static <R> CompletionStage<R> refusals(OneReply<R> reply) {
        return reply.future()
                .exceptionallyCompose(
                        failure -> {
                            Status status = Status.fromThrowable(failure);
                            boolean refused =
                                    status.getCode() == Status.Code.UNIMPLEMENTED
                                            || status.getCode() == Status.Code.INVALID_ARGUMENT;
                            return CompletableFuture.failedFuture(
                                    refused ? new HistoryRefused(status.toString()) : failure);
                        });
    }

    private HistoryStub stub() {
        return stub.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS);
    }
}

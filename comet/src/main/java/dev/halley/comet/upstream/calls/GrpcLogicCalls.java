package dev.halley.comet.upstream.calls;

import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.ConnectRequest;
import dev.halley.api.logic.DisconnectReply;
import dev.halley.api.logic.DisconnectRequest;
import dev.halley.api.logic.LogicSessionsGrpc;
import dev.halley.api.logic.LogicSessionsGrpc.LogicSessionsStub;
import dev.halley.api.logic.ReceiveReply;
import dev.halley.api.logic.ReceiveRequest;
import dev.halley.api.logic.RenewReply;
import dev.halley.api.logic.RenewRequest;
import dev.halley.api.logic.ReportRoomsReply;
import dev.halley.api.logic.ReportRoomsRequest;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Calls over gRPC; the channel chooses the logic, and another one when that is gone. What comes often
 * and is small ({@link #connect}, {@link #disconnect}, {@link #receive}) is answered on gRPC's own
 * event loop, which job's deliveries come on too: whoever is told must only hand over. Renewals and
 * reports of rooms may carry much, and are read on gRPC's other threads.
 */
public final class GrpcLogicCalls implements LogicCalls {
    private final LogicSessionsStub stub;
    // To wake another thread for each answer was a fifth of what a handshake costs comet.
    private final LogicSessionsStub shortStub;
    private final Duration connectDeadline;
    private final Duration deadline;
    private final Runnable unavailable;
    private final Consumer<Status> connectFailed;

    /**
     * Calls over a channel that stays the caller's to close.
     *
     * @param connectDeadline for {@link #connect}
     * @param deadline for all others
     * @param unavailable runs after each call that found no logic
     * @param connectFailed told why, after each {@link #connect} that logic did not answer, or could
     *     not; not of those that it refused
     */
    public GrpcLogicCalls(
            Channel channel,
            Duration connectDeadline,
            Duration deadline,
            Runnable unavailable,
            Consumer<Status> connectFailed) {
        this.unavailable = unavailable;
        this.connectFailed = connectFailed;
        this.stub = LogicSessionsGrpc.newStub(channel);
        this.shortStub = stub.withExecutor(Runnable::run);
        this.connectDeadline = connectDeadline;
        this.deadline = deadline;
    }

    @Override
    public CompletionStage<ConnectReply> connect(ConnectRequest request) {
        return call(within(shortStub, connectDeadline)::connect, request)
                .whenComplete(
                        (reply, failure) -> {
                            if (failure != null
                                    && LogicRefusal.of(failure) == LogicRefusal.UNAVAILABLE) {
                                connectFailed.accept(Status.fromThrowable(failure));
                            }
                        });
    }

    @Override
    public CompletionStage<DisconnectReply> disconnect(DisconnectRequest request) {
        return call(within(shortStub, deadline)::disconnect, request);
    }

    @Override
    public CompletionStage<RenewReply> renew(RenewRequest request) {
        return call(within(stub, deadline)::renew, request);
    }

    @Override
    public CompletionStage<ReceiveReply> receive(ReceiveRequest request) {
        return call(within(shortStub, deadline)::receive, request);
    }

    @Override
    public CompletionStage<ReportRoomsReply> reportRooms(ReportRoomsRequest request) {
        return call(within(stub, deadline)::reportRooms, request);
    }

    private static LogicSessionsStub within(LogicSessionsStub stub, Duration time) {
        return stub.withDeadlineAfter(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private <Q, R> CompletionStage<R> call(BiConsumer<Q, StreamObserver<R>> method, Q request) {
        OneReply<R> reply = new OneReply<>();
        method.accept(request, reply);
        return reply.future()
                .whenComplete(
                        (answer, failure) -> {
                            if (failure != null
                                    && Status.fromThrowable(failure).getCode()
                                            == Status.Code.UNAVAILABLE) {
                                unavailable.run();
                            }
                        });
    }
}

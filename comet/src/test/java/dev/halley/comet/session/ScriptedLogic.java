package dev.halley.comet.session;

import dev.halley.api.logic.AcknowledgeReply;
import dev.halley.api.logic.AcknowledgeRequest;
import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.ConnectRequest;
import dev.halley.api.logic.DisconnectReply;
import dev.halley.api.logic.DisconnectRequest;
import dev.halley.api.logic.ReadStreamReply;
import dev.halley.api.logic.ReadStreamRequest;
import dev.halley.api.logic.ReceiveReply;
import dev.halley.api.logic.ReceiveRequest;
import dev.halley.api.logic.Registration;
import dev.halley.api.logic.RenewReply;
import dev.halley.api.logic.RenewRequest;
import dev.halley.api.logic.ReportRoomsReply;
import dev.halley.api.logic.ReportRoomsRequest;
import dev.halley.api.logic.TipsReply;
import dev.halley.api.logic.TipsRequest;
import dev.halley.api.logic.Upstream;
import dev.halley.api.record.StreamPosition;
import dev.halley.comet.history.HistoryCalls;
import dev.halley.comet.upstream.calls.LogicCalls;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls that the test answers when it wants to. */
final class ScriptedLogic implements LogicCalls, HistoryCalls {
    final Queue<CompletableFuture<ConnectReply>> connects = new ArrayDeque<>();
    final Queue<CompletableFuture<ReceiveReply>> receives = new ArrayDeque<>();
    final Queue<CompletableFuture<RenewReply>> renewals = new ArrayDeque<>();
    final Queue<CompletableFuture<AcknowledgeReply>> acknowledges = new ArrayDeque<>();
    final List<String> renewed = new CopyOnWriteArrayList<>();
    final List<StreamPosition> acknowledged = new CopyOnWriteArrayList<>();
    final List<ConnectRequest> asked = new CopyOnWriteArrayList<>();
    final List<Upstream> received = new CopyOnWriteArrayList<>();
    final List<String> moves = new CopyOnWriteArrayList<>();
    final AtomicInteger reports = new AtomicInteger();
    final List<Registration> disconnected = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<ConnectReply> connect(ConnectRequest request) {
        asked.add(request);
        return later(connects);
    }

    @Override
    public CompletionStage<DisconnectReply> disconnect(DisconnectRequest request) {
        disconnected.addAll(request.getSessionsList());
        return CompletableFuture.completedFuture(DisconnectReply.getDefaultInstance());
    }

    @Override
    public CompletionStage<RenewReply> renew(RenewRequest request) {
        request.getSessionsList().forEach(session -> renewed.add(session.getKey()));
        return later(renewals);
    }

    @Override
    public CompletionStage<ReceiveReply> receive(ReceiveRequest request) {
        received.addAll(request.getMessagesList());
        return later(receives);
    }

    @Override
    public CompletionStage<ReportRoomsReply> reportRooms(ReportRoomsRequest request) {
        request.getMovesList().forEach(m -> moves.add(m.getLeft() + ">" + m.getJoined()));
        reports.incrementAndGet();
        return CompletableFuture.completedFuture(
                ReportRoomsReply.newBuilder().setMovesWanted(true).build());
    }

    @Override
    public CompletionStage<TipsReply> tips(TipsRequest request) {
        throw new AssertionError("sessions do not ask for tips");
    }

    @Override
    public CompletionStage<ReadStreamReply> read(ReadStreamRequest request) {
        throw new AssertionError("sessions do not read streams");
    }

    @Override
    public CompletionStage<AcknowledgeReply> acknowledge(AcknowledgeRequest request) {
        acknowledged.add(request.getPosition());
        return later(acknowledges);
    }

    private static <R> CompletableFuture<R> later(Queue<CompletableFuture<R>> calls) {
        CompletableFuture<R> reply = new CompletableFuture<>();
        calls.add(reply);
        return reply;
    }
}

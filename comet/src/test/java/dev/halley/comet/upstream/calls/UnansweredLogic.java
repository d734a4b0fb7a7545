package dev.halley.comet.upstream.calls;

import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.ConnectRequest;
import dev.halley.api.logic.DisconnectReply;
import dev.halley.api.logic.DisconnectRequest;
import dev.halley.api.logic.ReceiveReply;
import dev.halley.api.logic.ReceiveRequest;
import dev.halley.api.logic.RenewReply;
import dev.halley.api.logic.RenewRequest;
import dev.halley.api.logic.ReportRoomsReply;
import dev.halley.api.logic.ReportRoomsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Remembers what it was asked; the test answers the last of each kind. */
public class UnansweredLogic implements LogicCalls {
    /** Asked so far. */
    public final List<DisconnectRequest> disconnects = new ArrayList<>();

    /** Asked so far. */
    public final List<ReportRoomsRequest> reports = new ArrayList<>();

    /** Answer of the last. */
    public CompletableFuture<DisconnectReply> disconnected = new CompletableFuture<>();

    /** Answer of the last. */
    public CompletableFuture<ReportRoomsReply> reported = new CompletableFuture<>();

    /** Answer of all. */
    public final CompletableFuture<RenewReply> renewed = new CompletableFuture<>();

    @Override
    public CompletionStage<DisconnectReply> disconnect(DisconnectRequest request) {
        disconnects.add(request);
        disconnected = new CompletableFuture<>();
        return disconnected;
    }

    @Override
    public CompletionStage<ReportRoomsReply> reportRooms(ReportRoomsRequest request) {
        reports.add(request);
        reported = new CompletableFuture<>();
        return reported;
    }

    @Override
    public CompletionStage<ConnectReply> connect(ConnectRequest request) {
        return new CompletableFuture<>();
    }

    @Override
    public CompletionStage<RenewReply> renew(RenewRequest request) {
        return renewed;
    }

    @Override
    public CompletionStage<ReceiveReply> receive(ReceiveRequest request) {
        return new CompletableFuture<>();
    }
}

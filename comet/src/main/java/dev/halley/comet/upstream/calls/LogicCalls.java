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
import java.util.concurrent.CompletionStage;

/**
 * What comet asks logic for. No call blocks; each ends within its deadline, with {@link
 * io.grpc.StatusRuntimeException} when it failed. It may end on any thread, gRPC's event loops
 * included, which must not be held up, and even before the method returns.
 */
public interface LogicCalls {
    /** Authenticates a session and registers its route. */
    CompletionStage<ConnectReply> connect(ConnectRequest request);

    /** Removes routes. */
    CompletionStage<DisconnectReply> disconnect(DisconnectRequest request);

    /** Keeps routes alive. */
    CompletionStage<RenewReply> renew(RenewRequest request);

    /** Hands over messages of clients. */
    CompletionStage<ReceiveReply> receive(ReceiveRequest request);

    /** Reports members of rooms. */
    CompletionStage<ReportRoomsReply> reportRooms(ReportRoomsRequest request);
}

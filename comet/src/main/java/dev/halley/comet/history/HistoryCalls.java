package dev.halley.comet.history;

import dev.halley.api.logic.AcknowledgeReply;
import dev.halley.api.logic.AcknowledgeRequest;
import dev.halley.api.logic.ReadStreamReply;
import dev.halley.api.logic.ReadStreamRequest;
import dev.halley.api.logic.TipsReply;
import dev.halley.api.logic.TipsRequest;
import java.util.concurrent.CompletionStage;

/**
 * What comet asks logic of streams. No call blocks; each ends within its deadline, on any thread,
 * with {@link io.grpc.StatusRuntimeException} when it failed.
 */
public interface HistoryCalls {
    /** Where streams end. */
    CompletionStage<TipsReply> tips(TipsRequest request);

    /** A page of a stream. */
    CompletionStage<ReadStreamReply> read(ReadStreamRequest request);

    /** Moves what a user has read on. */
    CompletionStage<AcknowledgeReply> acknowledge(AcknowledgeRequest request);
}

package dev.halley.logic.rpc;

import static java.util.Objects.requireNonNull;

import dev.halley.api.logic.AcknowledgeReply;
import dev.halley.api.logic.AcknowledgeRequest;
import dev.halley.api.logic.HistoryGrpc;
import dev.halley.api.logic.ReadStreamReply;
import dev.halley.api.logic.ReadStreamRequest;
import dev.halley.api.logic.TipsReply;
import dev.halley.api.logic.TipsRequest;
import dev.halley.api.record.Lineage;
import dev.halley.api.record.StreamPosition;
import dev.halley.logic.errors.InvalidPushException;
import dev.halley.logic.reading.Acknowledged;
import dev.halley.logic.reading.ReadPositions;
import dev.halley.logic.streams.PageRequest;
import dev.halley.logic.streams.StreamPage;
import dev.halley.logic.streams.StreamStore;
import dev.halley.logic.streams.StreamTip;
import dev.halley.runtime.streams.StreamName;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Streams, for comets. Never blocks: may run on the transport's threads. */
public final class HistoryService extends HistoryGrpc.HistoryImplBase {
    private static final int MAX_STREAMS = 1_000;
    private static final int SHOWN = 64;
    private static final String NAME = "user:<user> or room:<type>://<id>";

    private final StreamStore streams;
    private final ReadPositions positions;

    /** Serves these streams, and how far users have read them. */
    public HistoryService(StreamStore streams, ReadPositions positions) {
        this.streams = requireNonNull(streams, "streams");
        this.positions = requireNonNull(positions, "positions");
    }

    @Override
    public void tips(TipsRequest request, StreamObserver<TipsReply> caller) {
        Replies.send(caller, () -> tips(request));
    }

    private CompletionStage<TipsReply> tips(TipsRequest request) {
        if (request.getStreamsCount() > MAX_STREAMS) {
            throw new InvalidPushException(
                    "streams", request.getStreamsCount() + " of them", "at most " + MAX_STREAMS);
        }
        List<StreamName> names =
                request.getStreamsList().stream().map(HistoryService::stream).toList();
        return streams.tips(request.getApp(), names).thenApply(tips -> reply(names, tips));
    }

    private static TipsReply reply(List<StreamName> names, List<StreamTip> tips) {
        TipsReply.Builder reply = TipsReply.newBuilder();
        for (int i = 0; i < tips.size(); i++) {
            reply.addTips(tips.get(i).position(names.get(i)));
        }
        return reply.build();
    }

    @Override
    public void read(ReadStreamRequest request, StreamObserver<ReadStreamReply> caller) {
        Replies.send(caller, () -> read(request));
    }

    private CompletionStage<ReadStreamReply> read(ReadStreamRequest request) {
        int limit = request.getLimit() == 0 ? PageRequest.DEFAULT_LIMIT : request.getLimit();
        var wanted = new PageRequest(stream(request.getStream()), request.getAfter(), limit);
        return streams.read(request.getApp(), wanted).thenApply(HistoryService::reply);
    }

    private static ReadStreamReply reply(StreamPage page) {
        ReadStreamReply.Builder reply =
                ReadStreamReply.newBuilder()
                        .setEpoch(page.tip().epoch())
                        .setFirst(page.tip().first())
                        .setLast(page.tip().last())
                        .addAllEntries(page.entries());
        Lineage lineage = page.tip().lineage();
        return (lineage == null ? reply : reply.setLineage(lineage)).build();
    }

    @Override
    public void acknowledge(AcknowledgeRequest request, StreamObserver<AcknowledgeReply> caller) {
        Replies.send(caller, () -> acknowledge(request));
    }

    private CompletionStage<AcknowledgeReply> acknowledge(AcknowledgeRequest request) {
        StreamPosition position = request.getPosition();
        var place =
                new ReadPositions.Place(
                        stream(position.getStream()), position.getEpoch(), position.getOffset());
        return positions
                .acknowledge(request.getApp(), request.getUser(), place)
                .thenApply(HistoryService::reply);
    }

    private static AcknowledgeReply reply(Acknowledged done) {
        AcknowledgeReply.Builder reply =
                AcknowledgeReply.newBuilder()
                        .setResult(AcknowledgeReply.Result.valueOf(done.result().name()))
                        .setTip(done.reading().tip().last());
        done.reading().read().ifPresent(reply::setRead);
        return reply.build();
    }

    private static StreamName stream(String text) {
        return StreamName.parse(text)
                .orElseThrow(() -> new InvalidPushException("stream", shown(text), NAME));
    }

    private static String shown(String text) {
        if (text.isEmpty()) {
            return "empty";
        }
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}

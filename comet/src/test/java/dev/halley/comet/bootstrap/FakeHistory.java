package dev.halley.comet.bootstrap;

import com.google.protobuf.ByteString;
import dev.halley.api.logic.HistoryGrpc;
import dev.halley.api.logic.OffsetEntry;
import dev.halley.api.logic.ReadStreamReply;
import dev.halley.api.logic.ReadStreamRequest;
import dev.halley.api.logic.TipsReply;
import dev.halley.api.logic.TipsRequest;
import dev.halley.api.record.StreamEntry;
import dev.halley.api.record.StreamPosition;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Streams in memory, all of epoch 7, from offset 1 on. */
final class FakeHistory extends HistoryGrpc.HistoryImplBase {
    static final int EPOCH = 7;
    private final Map<String, List<String>> streams = new ConcurrentHashMap<>();

    /** Appends and gives the place. */
    StreamPosition append(String stream, String payload) {
        List<String> payloads = payloads(stream);
        payloads.add(payload);
        return at(stream, payloads.size());
    }

    @Override
    public void tips(TipsRequest request, StreamObserver<TipsReply> reply) {
        TipsReply.Builder tips = TipsReply.newBuilder();
        request.getStreamsList()
                .forEach(stream -> tips.addTips(at(stream, payloads(stream).size())));
        reply.onNext(tips.build());
        reply.onCompleted();
    }

    @Override
    public void read(ReadStreamRequest request, StreamObserver<ReadStreamReply> reply) {
        List<String> payloads = payloads(request.getStream());
        ReadStreamReply.Builder page =
                ReadStreamReply.newBuilder().setEpoch(EPOCH).setFirst(1).setLast(payloads.size());
        for (int i = (int) request.getAfter(); i < payloads.size(); i++) {
            StreamEntry entry =
                    StreamEntry.newBuilder()
                            .setOperation(1000)
                            .setPayload(ByteString.copyFromUtf8(payloads.get(i)))
                            .build();
            page.addEntries(OffsetEntry.newBuilder().setOffset(i + 1L).setEntry(entry));
        }
        reply.onNext(page.build());
        reply.onCompleted();
    }

    private List<String> payloads(String stream) {
        return streams.computeIfAbsent(stream, name -> new CopyOnWriteArrayList<>());
    }

    private static StreamPosition at(String stream, long offset) {
        return StreamPosition.newBuilder()
                .setStream(stream)
                .setEpoch(EPOCH)
                .setOffset(offset)
                .build();
    }
}

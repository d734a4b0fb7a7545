package dev.halley.logic.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halley.api.logic.AcknowledgeReply;
import dev.halley.api.logic.AcknowledgeRequest;
import dev.halley.api.logic.ReadStreamReply;
import dev.halley.api.logic.ReadStreamRequest;
import dev.halley.api.logic.TipsReply;
import dev.halley.api.logic.TipsRequest;
import dev.halley.api.record.FormerEpoch;
import dev.halley.api.record.Lineage;
import dev.halley.api.record.StreamEntry;
import dev.halley.api.record.StreamPosition;
import dev.halley.logic.errors.TooManyException;
import dev.halley.logic.errors.UnavailableException;
import dev.halley.logic.reading.Acknowledged.Result;
import dev.halley.logic.streams.FakeStreams;
import dev.halley.logic.streams.PageRequest;
import dev.halley.runtime.streams.StreamName;
import io.grpc.Status;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HistoryServiceTest {
    private final FakeStreams streams = new FakeStreams();
    private final FakePositions positions = new FakePositions();
    private final HistoryService service = new HistoryService(streams, positions);

    @BeforeEach
    void fill() {
        for (int i = 0; i < 4; i++) {
            streams.append("user:ann", StreamEntry.getDefaultInstance());
        }
    }

    private Caller<TipsReply> tips(List<String> names) {
        Caller<TipsReply> caller = new Caller<>();
        service.tips(
                TipsRequest.newBuilder().setApp("default").addAllStreams(names).build(), caller);
        return caller;
    }

    private Caller<ReadStreamReply> read(String stream, long after, int limit) {
        Caller<ReadStreamReply> caller = new Caller<>();
        service.read(
                ReadStreamRequest.newBuilder()
                        .setApp("default")
                        .setStream(stream)
                        .setAfter(after)
                        .setLimit(limit)
                        .build(),
                caller);
        return caller;
    }

    @Test
    void tellsWhereStreamsEnd() {
        assertThat(tips(List.of("user:ann", "room:live://1")).reply().getTipsList())
                .containsExactly(position("user:ann", 4), position("room:live://1", 0));
    }

    private static StreamPosition position(String stream, long offset) {
        return StreamPosition.newBuilder().setStream(stream).setEpoch(9).setOffset(offset).build();
    }

    @Test
    void refusesANameThatIsNoStreams() {
        assertThat(tips(List.of("user:ann", "all")).status().getDescription())
                .isEqualTo("stream: all (expected: user:<user> or room:<type>://<id>)");
        assertThat(read("", 0, 0).status().getDescription())
                .isEqualTo("stream: empty (expected: user:<user> or room:<type>://<id>)");
        assertThat(streams.asked()).isZero();
    }

    @Test
    void refusesTooManyStreams() {
        Status status = tips(Collections.nCopies(1001, "user:ann")).status();

        assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(status.getDescription())
                .isEqualTo("streams: 1001 of them (expected: at most 1000)");
        assertThat(streams.asked()).isZero();
    }

    @Test
    void refusesAPageThatIsOutOfRange() {
        assertThat(read("user:ann", -1, 10).status().getDescription())
                .isEqualTo("after: -1 (expected: >= 0)");
        assertThat(read("user:ann", 0, 1001).status().getDescription())
                .isEqualTo("limit: 1001 (expected: 1..1000)");
        assertThat(read("user:ann", 0, -1).status().getDescription())
                .isEqualTo("limit: -1 (expected: 1..1000)");
        assertThat(streams.asked()).isZero();
    }

    @Test
    void readsAHundredWhenTheCallerDoesNotSay() {
        ReadStreamReply reply = read("user:ann", 3, 0).reply();

        assertThat(streams.lastPage()).isEqualTo(new PageRequest(StreamName.ofUser("ann"), 3, 100));
        assertThat(reply.getEpoch()).isEqualTo(9);
        assertThat(reply.getFirst()).isEqualTo(1);
        assertThat(reply.getLast()).isEqualTo(4);
    }

    @Test
    void tellsTheEpochsBeforeThePresentOne() {
        Lineage before =
                Lineage.newBuilder()
                        .addFormer(FormerEpoch.newBuilder().setEpoch(8).setLast(2))
                        .build();
        streams.lineage(before);

        assertThat(read("user:ann", 3, 0).reply().getLineage()).isEqualTo(before);
        assertThat(tips(List.of("user:ann")).reply().getTips(0).getLineage()).isEqualTo(before);
        streams.lineage(null);
        assertThat(read("user:ann", 3, 0).reply().hasLineage()).isFalse();
    }

    private Caller<AcknowledgeReply> acknowledge(String stream) {
        Caller<AcknowledgeReply> caller = new Caller<>();
        service.acknowledge(
                AcknowledgeRequest.newBuilder()
                        .setApp("default")
                        .setUser("ann")
                        .setPosition(position(stream, 3))
                        .build(),
                caller);
        return caller;
    }

    @Test
    void tellsWhatBecameOfAnAcknowledgement() {
        for (Result result : Result.values()) {
            positions.result = result;

            AcknowledgeReply reply = acknowledge("user:ann").reply();

            assertThat(reply.getResult().name()).isEqualTo(result.name());
            assertThat(reply.getRead()).isEqualTo(position("user:ann", 3));
            assertThat(reply.getTip()).isEqualTo(4);
        }
    }

    @Test
    void anAcknowledgementThatCannotBeRightIsRefused() {
        assertThat(acknowledge("ann").status().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        positions.failure = new TooManyException("streams: 1 more");
        assertThat(acknowledge("user:ann").status().getCode())
                .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    }

    @Test
    void isUnavailableWhenRedisIs() {
        streams.away(new UnavailableException("redis", "redis is not connected yet"));

        assertThat(tips(List.of("user:ann")).status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(read("user:ann", 0, 1).status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }
}

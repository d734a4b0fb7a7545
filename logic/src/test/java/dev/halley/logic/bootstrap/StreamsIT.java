package dev.halley.logic.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.halley.api.logic.AcknowledgeReply;
import dev.halley.api.logic.AcknowledgeRequest;
import dev.halley.api.logic.ConnectReply;
import dev.halley.api.logic.ConnectRequest;
import dev.halley.api.logic.HistoryGrpc;
import dev.halley.api.logic.HistoryGrpc.HistoryBlockingStub;
import dev.halley.api.logic.LogicSessionsGrpc;
import dev.halley.api.logic.ReadStreamReply;
import dev.halley.api.logic.ReadStreamRequest;
import dev.halley.api.logic.Registration;
import dev.halley.api.logic.RenewRequest;
import dev.halley.api.logic.TipsRequest;
import dev.halley.api.record.StreamPosition;
import dev.halley.logic.bootstrap.LogicBed.Running;
import dev.halley.logic.redis.Links;
import dev.halley.logic.redis.RedisLink;
import dev.halley.logic.streams.WrittenStreams;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Streams as comets see them through a logic. */
@Timeout(120)
class StreamsIT {
    private static LogicBed bed;
    private static Running logic;
    private static RedisLink link;
    private static WrittenStreams written;

    @BeforeAll
    static void start(@TempDir Path data) {
        bed = new LogicBed(data);
        bed.kafka().start();
        bed.redis().start();
        logic = bed.start("logic-1", Map.of("halley.streams.room-types.quiet", "off"));
        await().untilAsserted(() -> assertThat(logic.lifecycle().whyNotReady()).isEmpty());
        link = Links.bytesTo(bed.redis().uri(), logic.registry());
        link.connect();
        await().until(() -> link.whyNotReady().isEmpty());
        written = new WrittenStreams(link);
    }

    @AfterAll
    static void stop() {
        link.close();
        bed.close();
    }

    private static HistoryBlockingStub history() {
        return HistoryGrpc.newBlockingStub(logic.channel());
    }

    private static ConnectReply connect(String user, long session) {
        return LogicSessionsGrpc.newBlockingStub(logic.channel())
                .connect(
                        ConnectRequest.newBuilder()
                                .setApp("default")
                                .setInstance("comet-1@000000001")
                                .setSessionId(session)
                                .setToken(ByteString.copyFromUtf8("{\"user\":\"" + user + "\"}"))
                                .build());
    }

    private static AcknowledgeReply acknowledge(String user, StreamPosition position) {
        return history()
                .acknowledge(
                        AcknowledgeRequest.newBuilder()
                                .setApp("default")
                                .setUser(user)
                                .setPosition(position)
                                .build());
    }

    private static StreamPosition position(String stream, long offset) {
        return StreamPosition.newBuilder().setStream(stream).setEpoch(5).setOffset(offset).build();
    }

    @Test
    void whatOneDeviceHasReadTheOtherSeesWhenItConnects() {
        for (int i = 0; i < 5; i++) {
            written.append("user:ann", 5, "m" + i);
        }
        ConnectReply phone = connect("ann", 1);
        assertThat(phone.getTip()).isEqualTo(position("user:ann", 5));
        assertThat(phone.getRead()).isEqualTo(position("user:ann", 0));

        AcknowledgeReply done = acknowledge("ann", position("user:ann", 4));

        assertThat(done.getResult()).isEqualTo(AcknowledgeReply.Result.MOVED);
        assertThat(done.getTip()).isEqualTo(5);
        assertThat(connect("ann", 2).getRead()).isEqualTo(position("user:ann", 4));
    }

    @Test
    void aUserWithoutMessagesHasAPlaceToComeBackTo() {
        ConnectReply first = connect("new", 3);

        assertThat(first.getTip().getEpoch()).isPositive();
        assertThat(first.getTip().getOffset()).isZero();
        assertThat(connect("new", 4).getTip()).isEqualTo(first.getTip());
    }

    @Test
    void aRenewalTellsWhereTheUsersStreamEnds() {
        written.append("user:renewed", 5, "m");
        ConnectReply session = connect("renewed", 5);

        var reply =
                LogicSessionsGrpc.newBlockingStub(logic.channel())
                        .renew(
                                RenewRequest.newBuilder()
                                        .setApp("default")
                                        .setInstance("comet-1@000000001")
                                        .addSessions(
                                                Registration.newBuilder()
                                                        .setUser("renewed")
                                                        .setKey(session.getKey())
                                                        .setSessionId(5)
                                                        .setGeneration(session.getGeneration()))
                                        .build());

        assertThat(reply.getTipsList()).containsExactly(position("user:renewed", 1));
    }

    @Test
    void roomsAreReadPageByPage() {
        for (int i = 0; i < 5; i++) {
            written.append("room:live://1", 5, "m" + i);
        }
        var wanted =
                ReadStreamRequest.newBuilder()
                        .setApp("default")
                        .setStream("room:live://1")
                        .setAfter(1)
                        .setLimit(3);

        ReadStreamReply reply = history().read(wanted.build());

        assertThat(reply.getEpoch()).isEqualTo(5);
        assertThat(reply.getFirst()).isEqualTo(1);
        assertThat(reply.getLast()).isEqualTo(5);
        assertThat(reply.getEntriesList())
                .extracting(entry -> entry.getEntry().getPayload().toStringUtf8())
                .containsExactly("m1", "m2", "m3");
    }

    @Test
    void aKindThatIsOffHasEpochZero() {
        var reply =
                history()
                        .tips(
                                TipsRequest.newBuilder()
                                        .setApp("default")
                                        .addStreams("room:quiet://1")
                                        .build());

        assertThat(reply.getTips(0).getEpoch()).isZero();
    }

    @Test
    void aNameThatIsNoStreamsIsTheCallersMistake() {
        var request = TipsRequest.newBuilder().setApp("default").addStreams("all").build();

        assertThatThrownBy(() -> history().tips(request))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageStartingWith("INVALID_ARGUMENT: stream: all (expected: ");
    }
}

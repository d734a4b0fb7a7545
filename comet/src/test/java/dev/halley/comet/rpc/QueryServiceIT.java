package dev.halley.comet.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halley.api.comet.CloseReplacedRequest;
import dev.halley.api.comet.CometQueryGrpc;
import dev.halley.api.comet.ListRoomMembersReply;
import dev.halley.api.comet.ListRoomMembersRequest;
import dev.halley.api.comet.ListSessionsRequest;
import dev.halley.api.comet.PingRequest;
import dev.halley.api.comet.SessionInfo;
import dev.halley.api.record.Route;
import dev.halley.comet.query.QueryService;
import dev.halley.comet.rpc.TestSessions.Session;
import dev.halley.runtime.node.InstanceId;
import dev.halley.runtime.rpc.GrpcServer;
import dev.halley.runtime.rpc.GrpcServerOptions;
import dev.halley.wire.CloseReason;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QueryServiceIT {
    private final TestSessions sessions = new TestSessions(new SimpleMeterRegistry());
    private final InstanceId comet = new InstanceId("comet-1", 1);
    private final GrpcServer server =
            GrpcServer.start(
                    GrpcServerOptions.at("127.0.0.1", 0).withExecutor(Runnable::run),
                    List.of(new QueryService(sessions.shards, comet)));
    private final ManagedChannel channel =
            Grpc.newChannelBuilder(
                            "127.0.0.1:" + server.port(), InsecureChannelCredentials.create())
                    .build();
    private final CometQueryGrpc.CometQueryBlockingStub query =
            CometQueryGrpc.newBlockingStub(channel);

    @AfterEach
    void close() {
        channel.shutdownNow();
        server.close();
        sessions.close();
    }

    @Test
    void pagesThroughMembersOfAllShardsInOrder() {
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            expected.add(sessions.inRoom(i % 2).sessionId());
        }
        sessions.session(0);

        List<Long> listed = new ArrayList<>();
        ListRoomMembersReply page;
        long after = 0;
        do {
            page = query.listRoomMembers(members(after, 3));
            assertThat(page.getMembersCount()).isBetween(1, 3);
            page.getMembersList().forEach(member -> listed.add(member.getSessionId()));
            after = listed.get(listed.size() - 1);
        } while (page.getMore());

        assertThat(listed).isSorted().containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void unknownRoomHasNoMembers() {
        assertThat(query.listRoomMembers(members(0, 0)).getMembersList()).isEmpty();
    }

    @Test
    void refusesPageThatIsTooLarge() {
        assertThatThrownBy(() -> query.listRoomMembers(members(0, 1001)))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("limit: 1001 (expected: at most 1000)");
    }

    @Test
    void listsAskedSessionsThatAreHere() {
        Session first = sessions.session(0);
        Session second = sessions.session(1);

        List<SessionInfo> listed =
                query.listSessions(
                                ListSessionsRequest.newBuilder()
                                        .setApp("default")
                                        .addSessionIds(first.sessionId())
                                        .addSessionIds(second.sessionId())
                                        .addSessionIds(-1)
                                        .build())
                        .getSessionsList();

        assertThat(listed)
                .extracting(SessionInfo::getSessionId)
                .containsExactlyInAnyOrder(first.sessionId(), second.sessionId());
    }

    @Test
    void refusesToListTooManySessions() {
        ListSessionsRequest.Builder request = ListSessionsRequest.newBuilder().setApp("default");
        LongStream.rangeClosed(1, 1001).forEach(request::addSessionIds);

        assertThatThrownBy(() -> query.listSessions(request.build()))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("session_ids: 1001 (expected: at most 1000)");
    }

    @Test
    void closesReplacedSessionsOfThisInstanceAndGenerationOnly() {
        Session replaced = sessions.session(0);
        Session successor = sessions.session(1);

        int closed =
                query.closeReplaced(
                                CloseReplacedRequest.newBuilder()
                                        .addRoutes(route(comet.toString(), replaced, 1))
                                        .addRoutes(route(comet.toString(), successor, 0))
                                        .addRoutes(route("comet-1@000000000", successor, 1))
                                        .build())
                        .getClosed();

        assertThat(closed).isEqualTo(1);
        assertThat(replaced.closes).containsExactly(CloseReason.REPLACED);
        assertThat(successor.closes).isEmpty();
    }

    @Test
    void saysWhoAnswers() {
        assertThat(query.ping(PingRequest.getDefaultInstance()).getInstance())
                .isEqualTo(comet.toString());
    }

    private static ListRoomMembersRequest members(long after, int limit) {
        return ListRoomMembersRequest.newBuilder()
                .setApp("default")
                .setRoom(TestSessions.ROOM.name())
                .setAfterSessionId(after)
                .setLimit(limit)
                .build();
    }

    private static Route route(String instance, Session session, long generation) {
        return Route.newBuilder()
                .setInstance(instance)
                .setSessionId(session.sessionId())
                .setGeneration(generation)
                .build();
    }
}

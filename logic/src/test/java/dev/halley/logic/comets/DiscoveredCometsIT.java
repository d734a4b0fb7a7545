package dev.halley.logic.comets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.halley.api.comet.CloseReplacedReply;
import dev.halley.api.comet.CloseReplacedRequest;
import dev.halley.api.comet.CometQueryGrpc;
import dev.halley.api.comet.ListRoomMembersReply;
import dev.halley.api.comet.ListRoomMembersRequest;
import dev.halley.api.comet.ListSessionsReply;
import dev.halley.api.comet.ListSessionsRequest;
import dev.halley.api.comet.SessionInfo;
import dev.halley.api.record.Route;
import dev.halley.logic.errors.UnavailableException;
import dev.halley.logic.presence.CometPresence;
import dev.halley.logic.presence.PresenceTimes;
import dev.halley.logic.registry.KeyRoute;
import dev.halley.runtime.discovery.StaticDirectory;
import dev.halley.runtime.discovery.StaticDiscovery;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.node.NodeTier;
import dev.halley.runtime.rpc.GrpcChannels;
import dev.halley.runtime.rpc.GrpcServer;
import dev.halley.runtime.rpc.GrpcServerOptions;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DiscoveredCometsIT {
    private final StaticDiscovery discovery = new StaticDiscovery(new StaticDirectory(List.of()));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DiscoveredComets comets =
            new DiscoveredComets(new GrpcChannels(discovery), Duration.ofSeconds(2), meters);
    private final CometPresence presence =
            new CometPresence(
                    discovery,
                    comets,
                    new PresenceTimes(Duration.ofSeconds(15), Duration.ofSeconds(30)),
                    () -> 0);
    private final List<GrpcServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        presence.close();
        comets.close();
        discovery.close();
        servers.forEach(GrpcServer::close);
    }

    @Test
    void asksEachCometForItsSessions() throws Exception {
        start("a").add(1, 10).add(2, 20);
        start("b").add(1, 30);
        List<KeyRoute> routes =
                List.of(
                        new KeyRoute("k1", route("a", 1, 10)),
                        // Another session has this id now.
                        new KeyRoute("k2", route("a", 2, 19)),
                        new KeyRoute("k3", route("b", 1, 30)),
                        new KeyRoute("k4", route("gone", 1, 40)));
        assertThat(get(comets.sessions("default", routes)))
                .extracting(LiveSession::node, live -> live.session().getGeneration())
                .containsExactlyInAnyOrder(tuple("a", 10L), tuple("b", 30L));
    }

    @Test
    void pagesThroughTheMembersOfAllComets() throws Exception {
        for (String node : List.of("a", "b", "c")) {
            FakeComet fake = start(node);
            for (int session = 1; session <= 5; session++) {
                fake.add(session, session);
            }
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            MemberPage page = get(comets.roomMembers("default", "live://1", cursor, 4));
            page.members().forEach(live -> seen.add(live.node() + live.session().getSessionId()));
            cursor = page.next().orElse("");
            pages++;
        } while (!cursor.isEmpty());
        assertThat(seen)
                .containsExactly(
                        "a1", "a2", "a3", "a4", "a5", "b1", "b2", "b3", "b4", "b5", "c1", "c2",
                        "c3", "c4", "c5");
        assertThat(pages).isEqualTo(4);
    }

    @Test
    void failsWhenACometDoesNotAnswer() {
        discovery.register(NodeAddress.of(NodeTier.COMET, "dead", "127.0.0.1", 1));
        assertThatThrownBy(() -> get(comets.roomMembers("default", "live://1", "", 4)))
                .hasCauseInstanceOf(UnavailableException.class)
                .hasMessageContaining("comet dead: UNAVAILABLE");
    }

    @Test
    void tellsTheCometOfAReplacedSession() {
        FakeComet fake = start("a");
        comets.closeReplaced(route("a", 7, 1));
        await().untilAsserted(() -> assertThat(fake.closed).containsExactly(route("a", 7, 1)));
        comets.closeReplaced(route("gone", 7, 1));
    }

    @Test
    void tellsACometThatIsShownAMomentLater() {
        comets.closeReplaced(route("late", 7, 1));
        FakeComet fake = start("late");

        await().untilAsserted(() -> assertThat(fake.closed).containsExactly(route("late", 7, 1)));
    }

    private FakeComet start(String name) {
        FakeComet fake = new FakeComet();
        GrpcServer server = GrpcServer.start(GrpcServerOptions.at("127.0.0.1", 0), List.of(fake));
        servers.add(server);
        discovery.register(NodeAddress.of(NodeTier.COMET, name, "127.0.0.1", server.port()));
        return fake;
    }

    private static Route route(String node, long session, long generation) {
        return Route.newBuilder()
                .setInstance(node + "@000000001")
                .setSessionId(session)
                .setGeneration(generation)
                .build();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static final class FakeComet extends CometQueryGrpc.CometQueryImplBase {
        private final TreeMap<Long, SessionInfo> sessions = new TreeMap<>();
        private final List<Route> closed = new CopyOnWriteArrayList<>();

        FakeComet add(long session, long generation) {
            sessions.put(
                    session,
                    SessionInfo.newBuilder()
                            .setSessionId(session)
                            .setGeneration(generation)
                            .build());
            return this;
        }

        @Override
        public void listSessions(
                ListSessionsRequest request, StreamObserver<ListSessionsReply> caller) {
            ListSessionsReply.Builder reply = ListSessionsReply.newBuilder();
            request.getSessionIdsList().stream()
                    .filter(sessions::containsKey)
                    .forEach(id -> reply.addSessions(sessions.get(id)));
            caller.onNext(reply.build());
            caller.onCompleted();
        }

        @Override
        public void listRoomMembers(
                ListRoomMembersRequest request, StreamObserver<ListRoomMembersReply> caller) {
            var after = sessions.tailMap(request.getAfterSessionId(), false);
            ListRoomMembersReply.Builder reply =
                    ListRoomMembersReply.newBuilder().setMore(after.size() > request.getLimit());
            after.values().stream().limit(request.getLimit()).forEach(reply::addMembers);
            caller.onNext(reply.build());
            caller.onCompleted();
        }

        @Override
        public void closeReplaced(
                CloseReplacedRequest request, StreamObserver<CloseReplacedReply> caller) {
            closed.addAll(request.getRoutesList());
            caller.onNext(CloseReplacedReply.getDefaultInstance());
            caller.onCompleted();
        }
    }
}

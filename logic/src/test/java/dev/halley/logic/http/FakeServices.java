package dev.halley.logic.http;

import dev.halley.api.comet.SessionInfo;
import dev.halley.api.record.Route;
import dev.halley.logic.comets.Comets;
import dev.halley.logic.comets.LiveSession;
import dev.halley.logic.comets.MemberPage;
import dev.halley.logic.online.CometCounts;
import dev.halley.logic.online.OnlineSnapshot;
import dev.halley.logic.online.OnlineStore;
import dev.halley.logic.online.RoomReport;
import dev.halley.logic.presence.CometContact;
import dev.halley.logic.push.CloseService;
import dev.halley.logic.push.PushCommand;
import dev.halley.logic.push.PushService;
import dev.halley.logic.push.RoomChange;
import dev.halley.logic.push.RoomChangeService;
import dev.halley.logic.push.SessionOrder;
import dev.halley.logic.reading.Acknowledged;
import dev.halley.logic.reading.ReadPositions;
import dev.halley.logic.reading.Reading;
import dev.halley.logic.redis.Question;
import dev.halley.logic.registry.KeyRoute;
import dev.halley.logic.registry.NewSession;
import dev.halley.logic.registry.Registered;
import dev.halley.logic.registry.RegisteredAnd;
import dev.halley.logic.registry.Removed;
import dev.halley.logic.registry.SessionRegistry;
import dev.halley.logic.registry.SessionRoute;
import dev.halley.logic.streams.FakeStreams;
import dev.halley.logic.streams.PageRequest;
import dev.halley.logic.streams.StreamPage;
import dev.halley.logic.streams.StreamStore;
import dev.halley.logic.streams.StreamTip;
import dev.halley.runtime.node.NodeAddress;
import dev.halley.runtime.streams.StreamName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything the routes ask, played by one object that remembers and can be made to fail. */
public final class FakeServices
        implements PushService,
                CloseService,
                RoomChangeService,
                SessionRegistry,
                Comets,
                CometContact,
                OnlineStore,
                ReadPositions,
                StreamStore {
    static final String INSTANCE = "comet-1@000000001";

    /** Pushes so far. */
    public final LinkedBlockingQueue<PushCommand> pushed = new LinkedBlockingQueue<>();

    /** Changes of rooms so far. */
    public final LinkedBlockingQueue<RoomChange> changes = new LinkedBlockingQueue<>();

    /** Answers pushes. */
    public volatile Function<PushCommand, CompletionStage<Long>> onPush = command -> done(7L);

    /** Why nothing answers; null: all do. */
    public volatile @Nullable RuntimeException away;

    /** Streams that can be read. */
    public final FakeStreams streams = new FakeStreams();

    /** Who is online. */
    public volatile OnlineSnapshot snapshot =
            new OnlineSnapshot(
                    Map.of(
                            INSTANCE,
                            new CometCounts(
                                    Map.of("live://1000", 3, "live://1001", 5, "chat://1", 4),
                                    12,
                                    9)));

    /** Forgets what was asked, and fails no more. */
    void calm() {
        pushed.clear();
        changes.clear();
        onPush = command -> done(7L);
        away = null;
    }

    /** An answer that is there. */
    public static <T> CompletableFuture<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }

    private <T> CompletionStage<T> answer(T value) {
        RuntimeException why = away;
        return why == null ? done(value) : CompletableFuture.failedFuture(why);
    }

    @Override
    public CompletionStage<Long> push(PushCommand command) {
        pushed.add(command);
        return away == null ? onPush.apply(command) : answer(0L);
    }

    @Override
    public CompletionStage<Integer> closeUser(String app, String user) {
        return answer(user.equals("123") ? 2 : 0);
    }

    @Override
    public CompletionStage<Integer> closeKey(String app, String key) {
        return answer(key.equals("a/b") ? 1 : 0);
    }

    @Override
    public CompletionStage<Optional<SessionOrder>> changeUser(
            String app, String user, RoomChange change) {
        return changed(user.equals("123") ? 2 : 0, change);
    }

    @Override
    public CompletionStage<Optional<SessionOrder>> changeKey(
            String app, String key, RoomChange change) {
        return changed(key.equals("a/b") ? 1 : 0, change);
    }

    private CompletionStage<Optional<SessionOrder>> changed(int sessions, RoomChange change) {
        changes.add(change);
        return answer(
                sessions == 0 ? Optional.empty() : Optional.of(new SessionOrder(9, sessions)));
    }

    @Override
    public CompletionStage<Registered> register(NewSession session) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> CompletionStage<RegisteredAnd<T>> register(
            NewSession session, Question<T> question) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Removed> remove(
            String app, String instance, List<SessionRoute> sessions) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<Long>> renew(
            String app, String instance, List<SessionRoute> sessions) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<KeyRoute>> ofUser(String app, String user) {
        Route route = Route.newBuilder().setInstance(INSTANCE).setSessionId(1).build();
        return answer(user.equals("123") ? List.of(new KeyRoute("k1", route)) : List.of());
    }

    @Override
    public CompletionStage<Optional<KeyRoute>> ofKey(String app, String key) {
        return answer(Optional.empty());
    }

    @Override
    public CompletionStage<OptionalLong> lastSeen(String app, String user) {
        return answer(user.equals("456") ? OptionalLong.of(1000) : OptionalLong.empty());
    }

    @Override
    public CompletionStage<List<LiveSession>> sessions(String app, List<KeyRoute> routes) {
        return answer(routes.isEmpty() ? List.of() : List.of(session()));
    }

    private static LiveSession session() {
        return new LiveSession(
                "comet-1",
                SessionInfo.newBuilder()
                        .setKey("k1")
                        .setUser("123")
                        .setPlatform("web")
                        .setTransport("websocket")
                        .setRemoteIp("127.0.0.1")
                        .setConnectedAtMs(1000)
                        .addRooms("live://1000")
                        .addAccepts(1000)
                        .build());
    }

    @Override
    public CompletionStage<MemberPage> roomMembers(
            String app, String room, String cursor, int limit) {
        if (!room.equals("live://1000")) {
            return answer(new MemberPage(List.of(), Optional.empty()));
        }
        Optional<String> next = cursor.isEmpty() ? Optional.of("c1") : Optional.empty();
        return answer(new MemberPage(List.of(session()), next));
    }

    @Override
    public void closeReplaced(Route route) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void follow(List<NodeAddress> comets, Set<String> silent) {}

    @Override
    public CompletionStage<String> ping(String name) {
        return done(INSTANCE);
    }

    @Override
    public CompletionStage<Boolean> report(String app, String instance, RoomReport report) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<OnlineSnapshot> snapshot(String app) {
        return answer(snapshot);
    }

    @Override
    public CompletionStage<Reading> begin(String app, String user) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Reading> of(String app, String user) {
        StreamName own = StreamName.ofUser(user);
        return streams.knownTips(app, List.of(own))
                .thenCompose(tips -> answer(new Reading(own, tips.get(0), 1)));
    }

    @Override
    public CompletionStage<Acknowledged> acknowledge(String app, String user, Place place) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<StreamTip>> tips(String app, List<StreamName> names) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<StreamTip>> knownTips(String app, List<StreamName> names) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<StreamPage> read(String app, PageRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<StreamPage> knownPage(String app, PageRequest request) {
        return streams.knownPage(app, request).thenCompose(this::answer);
    }
}

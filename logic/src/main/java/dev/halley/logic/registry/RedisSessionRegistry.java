package dev.halley.logic.registry;

import static java.util.Objects.requireNonNull;

import dev.halley.api.record.Route;
import dev.halley.api.redis.RedisKeys;
import dev.halley.api.redis.RouteValue;
import dev.halley.logic.presence.Lives;
import dev.halley.logic.redis.RedisCalls;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in Redis. A session is in two places, its key's route and its user's hash, which are
 * written by two scripts, because they may be on two nodes of a Redis Cluster; the key's route is
 * written first and decides. A session without a user (goim's mid 0) has only the first.
 */
public final class RedisSessionRegistry implements SessionRegistry {
    // Of one registration: the next one goes on.
    private static final int MAX_SWEPT = 16;
    private static final CompletableFuture<List<String>> NOT_LAST =
            CompletableFuture.completedFuture(List.of("0"));

    private final RedisCalls redis;
    private final AppKeys keys = new AppKeys();
    private final SessionIndex index;
    private final Lives lives;
    private final Clock clock;
    private final String lifetimeMs;
    private final String retentionMs;

    /** Sessions in this Redis; those of comets that are gone do not count. */
    public RedisSessionRegistry(
            RedisCalls redis,
            RegistrySettings settings,
            SessionIndex index,
            Lives lives,
            Clock clock) {
        this.index = requireNonNull(index, "index");
        this.lives = requireNonNull(lives, "lives");
        this.redis = requireNonNull(redis, "redis");
        this.clock = requireNonNull(clock, "clock");
        this.lifetimeMs = Long.toString(settings.routeLifetime().toMillis());
        this.retentionMs = Long.toString(settings.lastSeenRetention().toMillis());
    }

    @Override
    public CompletionStage<Registered> register(NewSession session) {
        RedisKeys names = keys.of(session.app());
        String rest = ":" + session.sessionId() + ":" + session.instance();
        return redis.run(
                        RegistryScripts.REGISTER,
                        List.of(names.route(session.key())),
                        List.of(rest, lifetimeMs))
                .thenCompose(answer -> registered(names, session, answer));
    }

    private CompletionStage<Registered> registered(
            RedisKeys names, NewSession session, List<String> answer) {
        long generation = Long.parseLong(answer.get(0));
        var route =
                new SessionRoute(session.user(), session.key(), session.sessionId(), generation);
        // Only sweeps need it, and the next renewal writes it again.
        CompletionStage<?> unused = index.add(session.app(), session.instance(), List.of(route));
        return addToUser(names, session.instance(), route)
                .thenApply(
                        others -> {
                            sweep(names, session.user(), others);
                            return new Registered(
                                    generation,
                                    former(answer, session),
                                    !others.isEmpty() && others.get(0).equals("0"));
                        });
    }

    // A registration that was repeated finds itself.
    private static Optional<Route> former(List<String> answer, NewSession session) {
        if (answer.get(1).isEmpty()) {
            return Optional.empty();
        }
        Route route = RouteValue.parse(answer.get(1));
        boolean same =
                route.getSessionId() == session.sessionId()
                        && route.getInstance().equals(session.instance());
        return same ? Optional.empty() : Optional.of(route);
    }

    // Sessions that nobody swept stay in the user's hash for as long as another session of the user
    // keeps it alive. Their key's route is gone by then, or is another session's.
    private void sweep(RedisKeys names, String user, List<String> others) {
        int last = Math.min(others.size(), 1 + 2 * MAX_SWEPT);
        for (int i = 1; i + 1 < last; i += 2) {
            String key = others.get(i);
            String route = others.get(i + 1);
            redis.get(names.route(key))
                    .thenAccept(
                            present -> {
                                if (!route.equals(present)) {
                                    removeFromUser(names, user, key, route);
                                }
                            });
        }
    }

    private CompletionStage<List<String>> addToUser(
            RedisKeys names, String instance, SessionRoute session) {
        if (session.user().isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return redis.run(
                RegistryScripts.ADD_TO_USER,
                List.of(names.userRoutes(session.user())),
                List.of(
                        session.key(),
                        route(session, instance),
                        Long.toString(session.generation()),
                        lifetimeMs));
    }

    @Override
    public CompletionStage<Removed> remove(
            String app, String instance, List<SessionRoute> sessions) {
        RedisKeys names = keys.of(app);
        List<CompletableFuture<List<String>>> routes = new ArrayList<>(sessions.size());
        List<CompletableFuture<List<String>>> users = new ArrayList<>(sessions.size());
        for (SessionRoute session : sessions) {
            String route = route(session, instance);
            routes.add(
                    redis.run(
                                    RegistryScripts.REMOVE,
                                    List.of(names.route(session.key())),
                                    List.of(route))
                            .toCompletableFuture());
            users.add(
                    session.user().isEmpty()
                            ? NOT_LAST
                            : removeFromUser(names, session.user(), session.key(), route)
                                    .toCompletableFuture());
        }
        // Last: what fails before is found again by a sweep.
        return all(routes)
                .thenCompose(done -> all(users))
                .thenCompose(done -> index.remove(app, instance, sessions))
                .thenApply(done -> removed(sessions, routes, users));
    }

    private static Removed removed(
            List<SessionRoute> sessions,
            List<CompletableFuture<List<String>>> routes,
            List<CompletableFuture<List<String>>> users) {
        long found = routes.stream().filter(RedisSessionRegistry::yes).count();
        List<SessionRoute> lastOfUser = new ArrayList<>();
        for (int i = 0; i < sessions.size(); i++) {
            if (yes(users.get(i))) {
                lastOfUser.add(sessions.get(i));
            }
        }
        return new Removed((int) found, lastOfUser);
    }

    private static boolean yes(CompletableFuture<List<String>> answer) {
        return answer.join().get(0).equals("1");
    }

    private CompletionStage<List<String>> removeFromUser(
            RedisKeys names, String user, String key, String route) {
        return redis.run(
                RegistryScripts.REMOVE_FROM_USER,
                List.of(names.userRoutes(user), names.userSeen(user)),
                List.of(key, route, Long.toString(clock.millis()), retentionMs));
    }

    @Override
    public CompletionStage<List<Long>> renew(
            String app, String instance, List<SessionRoute> sessions) {
        RedisKeys names = keys.of(app);
        List<CompletionStage<Boolean>> answers = new ArrayList<>(sessions.size());
        for (SessionRoute session : sessions) {
            answers.add(
                    redis.run(
                                    RegistryScripts.RENEW,
                                    List.of(names.route(session.key())),
                                    List.of(
                                            route(session, instance),
                                            Long.toString(session.generation()),
                                            lifetimeMs))
                            .thenApply(answer -> answer.get(0).equals("1")));
        }
        return all(answers).thenCompose(done -> renewUsers(app, instance, sessions, answers));
    }

    // Only of those that still hold their key: a successor may belong to another user.
    private CompletionStage<List<Long>> renewUsers(
            String app,
            String instance,
            List<SessionRoute> sessions,
            List<CompletionStage<Boolean>> replaced) {
        RedisKeys names = keys.of(app);
        List<Long> lost = new ArrayList<>();
        List<SessionRoute> held = new ArrayList<>(sessions.size());
        List<CompletionStage<?>> answers = new ArrayList<>(sessions.size());
        for (int i = 0; i < sessions.size(); i++) {
            SessionRoute session = sessions.get(i);
            if (replaced.get(i).toCompletableFuture().join()) {
                lost.add(session.sessionId());
            } else {
                held.add(session);
                answers.add(addToUser(names, instance, session));
            }
        }
        answers.add(index.add(app, instance, held));
        return all(answers).thenApply(done -> lost);
    }

    @Override
    public CompletionStage<List<KeyRoute>> ofUser(String app, String user) {
        return redis.hash(keys.of(app).userRoutes(user)).thenApply(this::routes);
    }

    private List<KeyRoute> routes(Map<String, String> hash) {
        return hash.entrySet().stream()
                .map(entry -> new KeyRoute(entry.getKey(), RouteValue.parse(entry.getValue())))
                .filter(this::counts)
                .toList();
    }

    @Override
    public CompletionStage<Optional<KeyRoute>> ofKey(String app, String key) {
        return redis.get(keys.of(app).route(key))
                .thenApply(route -> keyRoute(key, route).filter(this::counts));
    }

    private boolean counts(KeyRoute route) {
        return lives.of(route.route().getInstance()).counts();
    }

    private static Optional<KeyRoute> keyRoute(String key, @Nullable String route) {
        return route == null
                ? Optional.empty()
                : Optional.of(new KeyRoute(key, RouteValue.parse(route)));
    }

    @Override
    public CompletionStage<OptionalLong> lastSeen(String app, String user) {
        return redis.get(keys.of(app).userSeen(user)).thenApply(RedisSessionRegistry::number);
    }

    private static OptionalLong number(@Nullable String text) {
        return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }

    private static String route(SessionRoute session, String instance) {
        return RouteValue.format(session.generation(), session.sessionId(), instance);
    }

    private static CompletionStage<Void> all(List<? extends CompletionStage<?>> answers) {
        return CompletableFuture.allOf(
                answers.stream()
                        .map(CompletionStage::toCompletableFuture)
                        .toArray(CompletableFuture[]::new));
    }
}

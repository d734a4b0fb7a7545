package dev.halley.logic.registry;

import static java.util.Objects.requireNonNull;

import dev.halley.api.record.Route;
import dev.halley.api.redis.RedisKeys;
import dev.halley.api.redis.RouteValue;
import dev.halley.logic.presence.Lives;
import dev.halley.logic.redis.AppKeys;
import dev.halley.logic.redis.Question;
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
 * Sessions in Redis. A session is in two places, its key's route and its user's hash, which may be on
 * two masters of a Redis Cluster; the key's route is written first and decides. A session without a
 * user (goim's mid 0) has only the first.
 */
public final class RedisSessionRegistry implements SessionRegistry {
    // Of one registration: the next one goes on.
    private static final int MAX_SWEPT = 16;

    private final RedisCalls redis;
    private final AppKeys keys = new AppKeys();
    private final SessionIndex index;
    private final Registrations registrations;
    private final Removals removals;
    private final Lives lives;
    private final String lifetimeMs;

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
        this.registrations = new Registrations(redis, index, settings);
        this.removals = new Removals(redis, index, settings, requireNonNull(clock, "clock"));
        this.lifetimeMs = Long.toString(settings.routeLifetime().toMillis());
    }

    @Override
    public CompletionStage<Registered> register(NewSession session) {
        return registrations.register(session).thenApply(answer -> registered(session, answer));
    }

    @Override
    public <T> CompletionStage<RegisteredAnd<T>> register(
            NewSession session, Question<T> question) {
        return registrations
                .register(session, question)
                .thenApply(
                        both ->
                                new RegisteredAnd<>(
                                        registered(session, both.first()), both.second()));
    }

    private Registered registered(NewSession session, Registrations.Written answer) {
        sweep(session, answer.others());
        return new Registered(
                answer.generation(), former(answer.former(), session), answer.firstOfUser());
    }

    // A registration that was repeated finds itself.
    private static Optional<Route> former(String text, NewSession session) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Route route = RouteValue.parse(text);
        boolean same =
                route.getSessionId() == session.sessionId()
                        && route.getInstance().equals(session.instance());
        return same ? Optional.empty() : Optional.of(route);
    }

    // Sessions that nobody swept stay in the user's hash for as long as another session of the user
    // keeps it alive. Their key's route is gone by then, or is another session's.
    private void sweep(NewSession session, List<String> others) {
        RedisKeys names = keys.of(session.app());
        int last = Math.min(others.size(), 2 * MAX_SWEPT);
        for (int i = 0; i + 1 < last; i += 2) {
            String key = others.get(i);
            String route = others.get(i + 1);
            redis.get(names.route(key))
                    .thenAccept(
                            present -> {
                                if (!route.equals(present)) {
                                    removals.fromUser(session.app(), session.user(), key, route);
                                }
                            });
        }
    }

    @Override
    public CompletionStage<Removed> remove(
            String app, String instance, List<SessionRoute> sessions) {
        return removals.remove(app, instance, sessions);
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
        List<Long> lost = new ArrayList<>();
        List<SessionRoute> held = new ArrayList<>(sessions.size());
        List<CompletionStage<?>> answers = new ArrayList<>(sessions.size());
        for (int i = 0; i < sessions.size(); i++) {
            SessionRoute session = sessions.get(i);
            if (replaced.get(i).toCompletableFuture().join()) {
                lost.add(session.sessionId());
            } else {
                held.add(session);
                answers.add(registrations.addToUser(app, instance, session));
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

package dev.halley.logic.registry;

import dev.halley.api.redis.RedisKeys;
import dev.halley.api.redis.RouteValue;
import dev.halley.logic.redis.AppKeys;
import dev.halley.logic.redis.RedisCalls;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Takes sessions out where {@link Registrations} has written them; what a successor has overwritten
 * stays. On one server a script does it for many. The index comes last: what fails before is found
 * again by a sweep. Thread-safe and without blocking.
 */
final class Removals {
    // Redis does nothing else meanwhile: some hundred microseconds.
    private static final int AT_ONCE = 64;

    private static final CompletableFuture<List<String>> NOT_LAST =
            CompletableFuture.completedFuture(List.of("0"));

    private final RedisCalls redis;
    private final AppKeys keys = new AppKeys();
    private final SessionIndex index;
    private final Clock clock;
    private final String retentionMs;

    Removals(RedisCalls redis, SessionIndex index, RegistrySettings settings, Clock clock) {
        this.redis = redis;
        this.index = index;
        this.clock = clock;
        this.retentionMs = Long.toString(settings.lastSeenRetention().toMillis());
    }

    CompletionStage<Removed> remove(String app, String instance, List<SessionRoute> sessions) {
        return redis.oneServer()
                ? atOnce(app, instance, sessions)
                : inSteps(app, instance, sessions);
    }

    private CompletionStage<Removed> atOnce(
            String app, String instance, List<SessionRoute> sessions) {
        List<CompletableFuture<List<String>>> parts = new ArrayList<>();
        for (int from = 0; from < sessions.size(); from += AT_ONCE) {
            List<SessionRoute> part =
                    sessions.subList(from, Math.min(sessions.size(), from + AT_ONCE));
            parts.add(script(app, instance, part).toCompletableFuture());
        }
        return all(parts)
                .thenApply(
                        done -> {
                            List<String> answers =
                                    parts.stream().flatMap(part -> part.join().stream()).toList();
                            return removed(sessions, every(answers, 0), every(answers, 1));
                        });
    }

    private CompletionStage<List<String>> script(
            String app, String instance, List<SessionRoute> sessions) {
        RedisKeys names = keys.of(app);
        List<String> touched = new ArrayList<>(4 * sessions.size());
        List<String> arguments = new ArrayList<>(2 + 4 * sessions.size());
        arguments.add(now());
        arguments.add(retentionMs);
        for (SessionRoute session : sessions) {
            touched.add(names.route(session.key()));
            touched.add(names.userRoutes(session.user()));
            touched.add(names.userSeen(session.user()));
            touched.add(index.setOf(app, instance, session.key()));
            arguments.add(session.key());
            arguments.add(session.user());
            arguments.add(route(session, instance));
            arguments.add(SessionIndex.text(session));
        }
        return redis.run(RegistryScripts.REMOVE_AT_ONCE, touched, arguments);
    }

    private static List<String> every(List<String> answers, int first) {
        List<String> some = new ArrayList<>(answers.size() / 2);
        for (int i = first; i < answers.size(); i += 2) {
            some.add(answers.get(i));
        }
        return some;
    }

    private CompletionStage<Removed> inSteps(
            String app, String instance, List<SessionRoute> sessions) {
        List<CompletableFuture<List<String>>> routes = new ArrayList<>(sessions.size());
        List<CompletableFuture<List<String>>> users = new ArrayList<>(sessions.size());
        for (SessionRoute session : sessions) {
            String route = route(session, instance);
            List<String> touched = List.of(keys.of(app).route(session.key()));
            routes.add(
                    redis.run(RegistryScripts.REMOVE, touched, List.of(route))
                            .toCompletableFuture());
            users.add(
                    session.user().isEmpty()
                            ? NOT_LAST
                            : fromUser(app, session.user(), session.key(), route)
                                    .toCompletableFuture());
        }
        return all(routes)
                .thenCompose(done -> all(users))
                .thenCompose(done -> index.remove(app, instance, sessions))
                .thenApply(done -> removed(sessions, only(routes), only(users)));
    }

    private static List<String> only(List<CompletableFuture<List<String>>> answers) {
        return answers.stream().map(answer -> answer.join().get(0)).toList();
    }

    /** Takes a session out of its user's hash only. Answers as the script does. */
    CompletionStage<List<String>> fromUser(String app, String user, String key, String route) {
        RedisKeys names = keys.of(app);
        return redis.run(
                RegistryScripts.REMOVE_FROM_USER,
                List.of(names.userRoutes(user), names.userSeen(user)),
                List.of(key, route, now(), retentionMs));
    }

    private static Removed removed(
            List<SessionRoute> sessions, List<String> found, List<String> last) {
        List<SessionRoute> lastOfUser = new ArrayList<>();
        for (int i = 0; i < sessions.size(); i++) {
            if (last.get(i).equals("1")) {
                lastOfUser.add(sessions.get(i));
            }
        }
        return new Removed((int) found.stream().filter("1"::equals).count(), lastOfUser);
    }

    private String now() {
        return Long.toString(clock.millis());
    }

    private static String route(SessionRoute session, String instance) {
        return RouteValue.format(session.generation(), session.sessionId(), instance);
    }

    private static CompletableFuture<Void> all(List<CompletableFuture<List<String>>> answers) {
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
    }
}

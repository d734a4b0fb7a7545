package dev.halley.logic.registry;

import dev.halley.api.redis.RedisKeys;
import dev.halley.api.redis.RouteValue;
import dev.halley.logic.redis.AppKeys;
import dev.halley.logic.redis.Question;
import dev.halley.logic.redis.RedisCalls;
import dev.halley.logic.redis.Script;
import dev.halley.logic.redis.TwoQuestions;
import dev.halley.logic.redis.TwoQuestions.Answers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes sessions: the key's route, which decides, then the user's hash, and the index of the comet.
 * On one server one script does all of it; the masters of a Redis Cluster are asked one after the
 * other. Thread-safe and without blocking.
 */
final class Registrations {
    private final RedisCalls redis;
    private final AppKeys keys = new AppKeys();
    private final SessionIndex index;
    private final String lifetimeMs;
    private final Map<Script, TwoQuestions> behind = new ConcurrentHashMap<>();

    Registrations(RedisCalls redis, SessionIndex index, RegistrySettings settings) {
        this.redis = redis;
        this.index = index;
        this.lifetimeMs = Long.toString(settings.routeLifetime().toMillis());
    }

    CompletionStage<Written> register(NewSession session) {
        return redis.oneServer() ? atOnce(session) : inSteps(session);
    }

    /** On one server; the question is asked behind the registration, in the same step. */
    <T> CompletionStage<Answers<Written, T>> register(NewSession session, Question<T> question) {
        return behind.computeIfAbsent(
                        question.script(),
                        script -> new TwoQuestions(redis, RegistryScripts.REGISTER_AT_ONCE, script))
                .ask(question(session), question);
    }

    private CompletionStage<Written> atOnce(NewSession session) {
        Question<Written> asked = question(session);
        return redis.run(asked.script(), asked.keys(), asked.arguments())
                .thenApply(asked.reading());
    }

    private Question<Written> question(NewSession session) {
        RedisKeys names = keys.of(session.app());
        List<String> touched = new ArrayList<>(3);
        touched.add(names.route(session.key()));
        touched.add(index.setOf(session.app(), session.instance(), session.key()));
        if (!session.user().isEmpty()) {
            touched.add(names.userRoutes(session.user()));
        }
        List<String> arguments =
                List.of(
                        routeBehindGeneration(session),
                        lifetimeMs,
                        SessionIndex.textBehindGeneration(
                                session.sessionId(), session.key(), session.user()),
                        index.lifetimeMs(),
                        session.key());
        return new Question<>(
                RegistryScripts.REGISTER_AT_ONCE,
                touched,
                arguments,
                answer -> Written.of(answer, answer.subList(2, answer.size())));
    }

    private CompletionStage<Written> inSteps(NewSession session) {
        return redis.run(
                        RegistryScripts.REGISTER,
                        List.of(keys.of(session.app()).route(session.key())),
                        List.of(routeBehindGeneration(session), lifetimeMs))
                .thenCompose(answer -> addBehindRoute(session, answer));
    }

    private CompletionStage<Written> addBehindRoute(NewSession session, List<String> answer) {
        var route =
                new SessionRoute(
                        session.user(),
                        session.key(),
                        session.sessionId(),
                        Long.parseLong(answer.get(0)));
        // Only sweeps need it, and the next renewal writes it again.
        CompletionStage<?> unused = index.add(session.app(), session.instance(), List.of(route));
        return addToUser(session.app(), session.instance(), route)
                .thenApply(ofUser -> Written.of(answer, ofUser));
    }

    private static String routeBehindGeneration(NewSession session) {
        return ":" + session.sessionId() + ":" + session.instance();
    }

    /** Answers as the script does; nothing for a session without a user. */
    CompletionStage<List<String>> addToUser(String app, String instance, SessionRoute session) {
        if (session.user().isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        return redis.run(
                RegistryScripts.ADD_TO_USER,
                List.of(keys.of(app).userRoutes(session.user())),
                List.of(
                        session.key(),
                        RouteValue.format(session.generation(), session.sessionId(), instance),
                        Long.toString(session.generation()),
                        lifetimeMs));
    }

    /**
     * What was found where a session was written.
     *
     * @param generation of its route
     * @param former the route that its key had, or ""
     * @param firstOfUser whether it has a user, who had no session
     * @param others keys and routes of the user's other sessions, in turn
     */
    record Written(long generation, String former, boolean firstOfUser, List<String> others) {
        private static Written of(List<String> route, List<String> ofUser) {
            boolean known = !ofUser.isEmpty();
            return new Written(
                    Long.parseLong(route.get(0)),
                    route.get(1),
                    known && ofUser.get(0).equals("0"),
                    known ? ofUser.subList(1, ofUser.size()) : List.of());
        }
    }
}

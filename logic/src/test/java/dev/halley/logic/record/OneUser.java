package dev.halley.logic.record;

import dev.halley.api.record.Route;
import dev.halley.logic.redis.Question;
import dev.halley.logic.registry.KeyRoute;
import dev.halley.logic.registry.NewSession;
import dev.halley.logic.registry.Registered;
import dev.halley.logic.registry.RegisteredAnd;
import dev.halley.logic.registry.Removed;
import dev.halley.logic.registry.SessionRegistry;
import dev.halley.logic.registry.SessionRoute;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Knows the user ann, and every key but {@code none}, by one route. */
final class OneUser implements SessionRegistry {
    private final Route route;

    OneUser(Route route) {
        this.route = route;
    }

    @Override
    public CompletionStage<List<KeyRoute>> ofUser(String app, String user) {
        return CompletableFuture.completedFuture(
                user.equals("ann") ? List.of(new KeyRoute("k", route)) : List.of());
    }

    @Override
    public CompletionStage<Optional<KeyRoute>> ofKey(String app, String key) {
        return CompletableFuture.completedFuture(
                key.equals("none") ? Optional.empty() : Optional.of(new KeyRoute(key, route)));
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
    public CompletionStage<Removed> remove(String app, String on, List<SessionRoute> sessions) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<Long>> renew(String app, String on, List<SessionRoute> all) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<OptionalLong> lastSeen(String app, String user) {
        throw new UnsupportedOperationException();
    }
}

package dev.halley.logic.record;

import dev.halley.logic.errors.KeyReusedException;
import dev.halley.logic.errors.UnavailableException;
import dev.halley.logic.idempotency.IdempotencyKeys;
import dev.halley.logic.idempotency.KeyedPush;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keys in memory; outlives the logics that use it. Can be away, and can hold its answers back. */
final class FakeKeys implements IdempotencyKeys {
    final Map<String, KeyedPush> bound = new HashMap<>();
    final Queue<Runnable> held = new ArrayDeque<>();
    boolean away;
    boolean holding;

    @Override
    public Duration lifetime() {
        return Duration.ofHours(24);
    }

    @Override
    public CompletionStage<Long> bind(String app, String key, KeyedPush push) {
        if (away) {
            return CompletableFuture.failedFuture(
                    new UnavailableException("redis", "redis is away"));
        }
        KeyedPush first = bound.putIfAbsent(key, push);
        KeyedPush stands = first == null ? push : first;
        CompletableFuture<Long> answer = new CompletableFuture<>();
        Runnable reply =
                () -> {
                    if (stands.fingerprint().equals(push.fingerprint())) {
                        answer.complete(stands.messageId());
                    } else {
                        answer.completeExceptionally(new KeyReusedException());
                    }
                };
        if (holding) {
            held.add(reply);
        } else {
            reply.run();
        }
        return answer;
    }

    void release() {
        holding = false;
        while (!held.isEmpty()) {
            held.remove().run();
        }
    }
}

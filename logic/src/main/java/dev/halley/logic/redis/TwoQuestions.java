package dev.halley.logic.redis;

import static java.util.Objects.requireNonNull;

import dev.halley.logic.errors.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Two questions that one server is asked in one step, the second behind the first. What it saves is a
 * command: for Redis to read and answer, and for logic to write and to wait for. Thread-safe.
 */
public final class TwoQuestions {
    private final RedisCalls redis;
    private final Script script;

    /**
     * Questions of these two scripts, as often as wanted.
     *
     * @param first must not count its keys and arguments: the second one's are behind them
     */
    public TwoQuestions(RedisCalls redis, Script first, Script second) {
        this.redis = requireNonNull(redis, "redis");
        this.script = Script.inTurn(first, second);
    }

    /**
     * Asks both. Fails when the first one does; the second may fail by itself.
     *
     * @return the second with {@link UnavailableException} when Redis has refused it
     */
    public <A, B> CompletionStage<Answers<A, B>> ask(Question<A> first, Question<B> second) {
        List<String> keys = new ArrayList<>(first.keys());
        keys.addAll(second.keys());
        List<String> arguments = new ArrayList<>(first.arguments());
        arguments.addAll(second.arguments());
        arguments.add(Integer.toString(first.keys().size()));
        arguments.add(Integer.toString(first.arguments().size()));
        return redis.run(script, keys, arguments).thenApply(answer -> read(answer, first, second));
    }

    private static <A, B> Answers<A, B> read(
            List<String> answer, Question<A> first, Question<B> second) {
        int behind = answer.size() - 2;
        int own = Integer.parseInt(answer.get(behind));
        boolean done = answer.get(behind + 1).equals("1");
        List<String> rest = answer.subList(own, behind);
        return new Answers<>(
                first.reading().apply(answer.subList(0, own)),
                done
                        ? CompletableFuture.completedFuture(second.reading().apply(rest))
                        : CompletableFuture.failedFuture(
                                new UnavailableException("redis", "redis: " + rest.get(0))));
    }

    /**
     * What Redis has answered.
     *
     * @param first there in any case
     * @param second done; failed when Redis has refused it
     */
    public record Answers<A, B>(A first, CompletionStage<B> second) {}
}

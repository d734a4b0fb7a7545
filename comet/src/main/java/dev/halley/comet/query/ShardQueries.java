package dev.halley.comet.query;

import dev.halley.comet.fanout.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;

/** Asks shards on their loops, and joins the answers without blocking anyone. */
final class ShardQueries {
    private ShardQueries() {}

    /**
     * Asks each shard once. Completes on the loop that answers last, exceptionally when a loop has
     * stopped.
     *
     * @param questions what to ask of which shard
     * @param answer runs on the shard's loop
     */
    static <Q, A> CompletableFuture<List<A>> ask(
            Map<Shard, Q> questions, BiFunction<Shard, Q, List<A>> answer) {
        List<CompletableFuture<List<A>>> answers = new ArrayList<>();
        questions.forEach((shard, question) -> answers.add(ask(shard, question, answer)));
        return CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0]))
                .thenApply(done -> answers.stream().flatMap(one -> one.join().stream()).toList());
    }

    private static <Q, A> CompletableFuture<List<A>> ask(
            Shard shard, Q question, BiFunction<Shard, Q, List<A>> answer) {
        try {
            return CompletableFuture.supplyAsync(() -> answer.apply(shard, question), shard.loop());
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}

package dev.halley.job.route;

import dev.halley.api.redis.RedisKeys;
import dev.halley.runtime.redis.RedisLine;
import dev.halley.runtime.redis.RedisValues;
import io.lettuce.core.ScriptOutputType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The words that mark routes as whole, one on each master, read and written as if they were one.
 *
 * <p>A word begins with the replication id of the master that it was written on, and counts only
 * there. That id is another after every restart of a master, which may have lost the last second, and
 * after every failover, which may have lost what was not replicated: the word itself came through
 * both.
 */
final class RouteWords {
    private static final String PRESENT =
            """
            local id = string.match(redis.call('INFO', 'replication'), 'master_replid:(%x+)') or ''
            local word = redis.call('GET', KEYS[1])
            if word and string.sub(word, 1, #id + 1) ~= id .. ':' then word = false end
            """;
    private static final String READ = PRESENT + "return word";
    private static final String PREPARE =
            PRESENT
                    + """
                    if not word then
                      word = id .. ':' .. ARGV[1]
                      redis.call('SET', KEYS[1], word)
                    end
                    return word
                    """;
    private static final String CONFIRM =
            PRESENT
                    + """
                    if word == ARGV[1] .. '?' then
                      word = ARGV[1]
                      redis.call('SET', KEYS[1], word)
                    end
                    return word
                    """;

    private final RedisLine line;
    private final RedisKeys keys;

    RouteWords(RedisLine line, RedisKeys keys) {
        this.line = line;
        this.keys = keys;
    }

    /** The word that is there; null: there is none, or one that does not count any more. */
    CompletionStage<@Nullable String> read() {
        return everywhere((key, tag) -> eval(READ, key));
    }

    /** Writes the word where there is none that counts; answers what is there then. */
    CompletionStage<@Nullable String> prepare(String pending) {
        return everywhere((key, tag) -> eval(PREPARE, key, pending));
    }

    /** Makes the pending form of this word whole where it is there; answers what is there then. */
    CompletionStage<@Nullable String> confirm(String whole) {
        return everywhere((key, tag) -> eval(CONFIRM, key, CompositeWord.part(whole, tag)));
    }

    private CompletionStage<@Nullable String> everywhere(
            BiFunction<String, String, CompletableFuture<@Nullable String>> command) {
        List<String> tags = line.masterTags();
        if (tags.isEmpty()) {
            return command.apply(keys.incarnation(), CompositeWord.NO_TAG);
        }
        List<CompletableFuture<@Nullable String>> answers = new ArrayList<>(tags.size());
        for (String tag : tags) {
            answers.add(command.apply(keys.incarnation(tag), tag));
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(done -> composite(tags, answers));
    }

    private static @Nullable String composite(
            List<String> tags, List<CompletableFuture<@Nullable String>> answers) {
        List<@Nullable String> words = new ArrayList<>(answers.size());
        answers.forEach(answer -> words.add(answer.join()));
        return CompositeWord.of(tags, words);
    }

    private CompletableFuture<@Nullable String> eval(
            String script, String key, String... arguments) {
        String[] keyArray = {RedisValues.bytesOf(key)};
        return line.commands()
                .<@Nullable String>eval(script, ScriptOutputType.VALUE, keyArray, arguments)
                .toCompletableFuture();
    }
}

package dev.halley.logic.streams;

import dev.halley.logic.redis.Script;
import java.util.List;

/**
 * How Redis is asked where one stream ends, for who asks something else in the same script. {@link
 * RedisStreams#tip} reads the answer.
 *
 * @param keys three, on one master of a Redis Cluster
 * @param arguments three as well
 */
public record TipQuestion(List<String> keys, List<String> arguments) {
    /** What is run with these keys and arguments. */
    public static final Script SCRIPT = StreamScripts.TIP;
}

package dev.halley.logic.ids;

import static java.util.Objects.requireNonNull;

import dev.halley.logic.redis.RedisCalls;
import dev.halley.logic.redis.Script;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Worker numbers in one Redis hash: number to {@code holder|renewed at|highest id time}, times in
 * milliseconds since 1970 (the first by Redis's clock). Kept for a day without renewal, so that an
 * outage of Redis takes nobody's number; a later life of the same node takes its number over after a
 * minute without renewal. What is given back or taken over keeps the time of its latest id.
 */
public final class RedisWorkerIds implements WorkerIds {
    private static final String KEY = "halley:ids:workers";
    private static final long LIFETIME_MS = 24 * 60 * 60 * 1000L;
    private static final long TAKEOVER_MS = 60_000;
    // More than the holder can have moved on between two renewals.
    private static final long MARGIN_MS = 5_000;

    // KEYS: the hash. ARGV: holder, node, first number to try, numbers, lifetime, takeover, margin.
    private static final Script ACQUIRE =
            Script.of(
                    "acquire_worker",
                    """
                    local t = redis.call('TIME')
                    local now = t[1] * 1000 + math.floor(t[2] / 1000)
                    local fresh = redis.call('EXISTS', KEYS[1]) == 0
                    local count = tonumber(ARGV[4])
                    local free, above = nil, 0
                    for i = 0, count - 1 do
                      local n = (tonumber(ARGV[3]) + i) % count
                      local value = redis.call('HGET', KEYS[1], n)
                      if not value then
                        if not free then free = n end
                      else
                        local who, at, high = string.match(value, '^([^|]*)|(%d+)|(%d+)$')
                        local idle = now - tonumber(at)
                        local mine = string.match(who, '^(.*)@') == ARGV[2]
                        if who == '' or idle > tonumber(ARGV[5])
                            or (mine and idle > tonumber(ARGV[6])) then
                          free = n
                          above = tonumber(high) + (who == '' and 0 or tonumber(ARGV[7]))
                          break
                        end
                      end
                    end
                    if not free then return {'-1', '0', '0'} end
                    local stamp = string.format('|%.0f|%.0f', now, above)
                    redis.call('HSET', KEYS[1], free, ARGV[1] .. stamp)
                    return {tostring(free), string.format('%.0f', above), fresh and '1' or '0'}
                    """);

    // KEYS: the hash. ARGV: holder, number, highest id time. Answers the holder.
    private static final Script RENEW =
            Script.of(
                    "renew_worker",
                    """
                    local value = redis.call('HGET', KEYS[1], ARGV[2])
                    if value then
                      local who = string.match(value, '^([^|]*)|')
                      if who ~= '' and who ~= ARGV[1] then return {who} end
                    end
                    local t = redis.call('TIME')
                    local now = t[1] * 1000 + math.floor(t[2] / 1000)
                    local stamp = string.format('|%.0f|', now) .. ARGV[3]
                    redis.call('HSET', KEYS[1], ARGV[2], ARGV[1] .. stamp)
                    return {ARGV[1]}
                    """);

    // KEYS: the hash. ARGV: holder, number, highest id time.
    private static final Script RELEASE =
            Script.of(
                    "release_worker",
                    """
                    local value = redis.call('HGET', KEYS[1], ARGV[2])
                    if value and string.match(value, '^([^|]*)|') == ARGV[1] then
                      redis.call('HSET', KEYS[1], ARGV[2], '|0|' .. ARGV[3])
                    end
                    return {'ok'}
                    """);

    private final RedisCalls redis;

    /** Numbers kept in this Redis. */
    public RedisWorkerIds(RedisCalls redis) {
        this.redis = requireNonNull(redis, "redis");
    }

    @Override
    public CompletionStage<Answer> acquire(String holder) {
        int at = holder.lastIndexOf('@');
        String node = at < 0 ? holder : holder.substring(0, at);
        int first = Math.floorMod(holder.hashCode(), MessageIds.WORKERS);
        List<String> arguments =
                List.of(
                        holder,
                        node,
                        Integer.toString(first),
                        Integer.toString(MessageIds.WORKERS),
                        Long.toString(LIFETIME_MS),
                        Long.toString(TAKEOVER_MS),
                        Long.toString(MARGIN_MS));
        return redis.run(ACQUIRE, List.of(KEY), arguments).thenApply(RedisWorkerIds::acquired);
    }

    private static Answer acquired(List<String> answer) {
        int worker = Integer.parseInt(answer.get(0));
        if (worker < 0) {
            return new Refused("all " + MessageIds.WORKERS + " are held");
        }
        return new Leased(worker, Long.parseLong(answer.get(1)), answer.get(2).equals("1"));
    }

    @Override
    public CompletionStage<Answer> renew(String holder, int worker, long highestMs) {
        List<String> arguments =
                List.of(holder, Integer.toString(worker), Long.toString(highestMs));
        return redis.run(RENEW, List.of(KEY), arguments)
                .thenApply(answer -> renewed(holder, worker, answer.get(0)));
    }

    private static Answer renewed(String holder, int worker, String owner) {
        return owner.equals(holder)
                ? new Leased(worker, 0, false)
                : new Refused(worker + " is held by " + owner);
    }

    @Override
    public CompletionStage<Void> release(String holder, int worker, long highestMs) {
        List<String> arguments =
                List.of(holder, Integer.toString(worker), Long.toString(highestMs));
        return redis.run(RELEASE, List.of(KEY), arguments).thenApply(done -> null);
    }
}

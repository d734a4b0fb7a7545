package dev.halley.logic.online;

import dev.halley.logic.redis.Script;

/**
 * How reports get into Redis. The totals of a comet say, by Redis's clock in microseconds, {@code
 * at} when it last reported and in which {@code version} its rooms are.
 */
final class ReportScripts {
    // KEYS: rooms being put together. ARGV: "1" for the first chunk, ttl in ms, room and members...
    static final Script COLLECT =
            Script.of(
                    "collect_rooms",
                    """
                    if ARGV[1] == '1' then redis.call('DEL', KEYS[1]) end
                    for i = 3, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
                    redis.call('PEXPIRE', KEYS[1], ARGV[2])
                    return {'0'}
                    """);

    // KEYS: rooms being put together, rooms, totals. ARGV: ttl in ms, sessions, addresses.
    // Answers 1 when it is the first that is known of the comet.
    static final Script REPLACE =
            Script.of(
                    "replace_rooms",
                    """
                    redis.call('DEL', KEYS[2])
                    if redis.call('EXISTS', KEYS[1]) == 1 then
                      redis.call('RENAME', KEYS[1], KEYS[2])
                    end
                    local known = redis.call('EXISTS', KEYS[3])
                    local t = redis.call('TIME')
                    local now = string.format('%.0f', t[1] * 1000000 + t[2])
                    redis.call('HSET', KEYS[3], 'sessions', ARGV[2], 'addresses', ARGV[3],
                        'at', now, 'version', now)
                    redis.call('PEXPIRE', KEYS[3], ARGV[1])
                    redis.call('PEXPIRE', KEYS[2], ARGV[1])
                    return {known == 1 and '0' or '1'}
                    """);

    // KEYS: rooms, totals. ARGV: ttl in ms, sessions, addresses, room and members... Answers 1 when
    // it does not know what is to be changed.
    static final Script CHANGE =
            Script.of(
                    "change_rooms",
                    """
                    if redis.call('EXISTS', KEYS[2]) == 0 then return {'1'} end
                    for i = 4, #ARGV, 2 do
                      if ARGV[i + 1] == '0' then
                        redis.call('HDEL', KEYS[1], ARGV[i])
                      else
                        redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
                      end
                    end
                    local t = redis.call('TIME')
                    local now = string.format('%.0f', t[1] * 1000000 + t[2])
                    redis.call('HSET', KEYS[2], 'sessions', ARGV[2], 'addresses', ARGV[3],
                        'at', now)
                    if #ARGV > 3 then redis.call('HSET', KEYS[2], 'version', now) end
                    redis.call('PEXPIRE', KEYS[2], ARGV[1])
                    redis.call('PEXPIRE', KEYS[1], ARGV[1])
                    return {'0'}
                    """);

    private ReportScripts() {}
}

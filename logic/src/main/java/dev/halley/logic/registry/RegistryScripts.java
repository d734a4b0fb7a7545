package dev.halley.logic.registry;

import dev.halley.logic.redis.Script;
import java.util.List;

/**
 * The steps that must not be taken apart, and those that are taken together on one server. A route's text is {@code generation:session:instance}
 * ({@link dev.halley.api.redis.RouteValue}); generations are below 2^53, so Lua's numbers hold them.
 */
final class RegistryScripts {
    // The generation goes on from the stored one, and from Redis's clock when nothing is stored: so
    // it rises also over an expiry, a wipe and a clock that was set back a little.
    // KEYS: route. ARGV: ":session:instance", ttl in ms. Answers generation, former route or "".
    static final Script REGISTER =
            Script.of(
                    "register",
                    """
                    local old = redis.call('GET', KEYS[1])
                    local t = redis.call('TIME')
                    local generation = t[1] * 1000000 + t[2]
                    if old then
                      local stored = tonumber(string.match(old, '^(%d+):'))
                      if stored and stored >= generation then generation = stored + 1 end
                    end
                    local text = string.format('%.0f', generation)
                    redis.call('SET', KEYS[1], text .. ARGV[1], 'PX', ARGV[2])
                    return {text, old or ''}
                    """);

    // Two registrations of one key may arrive here in the other order: the later one stays.
    // KEYS: user's routes. ARGV: key, route, generation, ttl in ms. Answers whether the user had a
    // session before, then the keys and routes of the user's other sessions.
    static final Script ADD_TO_USER =
            Script.of(
                    "add_to_user",
                    """
                    local before = redis.call('HLEN', KEYS[1])
                    local old = before > 0 and redis.call('HGET', KEYS[1], ARGV[1])
                    local stored = old and tonumber(string.match(old, '^(%d+):'))
                    if not stored or stored <= tonumber(ARGV[3]) then
                      redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
                    end
                    redis.call('PEXPIRE', KEYS[1], ARGV[4])
                    local others = {before > 0 and '1' or '0'}
                    if before > (old and 1 or 0) then
                      local all = redis.call('HGETALL', KEYS[1])
                      for i = 1, #all, 2 do
                        if all[i] ~= ARGV[1] then
                          others[#others + 1] = all[i]
                          others[#others + 1] = all[i + 1]
                        end
                      end
                    end
                    return others
                    """);

    // KEYS: route. ARGV: the route to remove. Answers 1 when it was there.
    static final Script REMOVE =
            Script.of(
                    "remove",
                    """
                    if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {'0'} end
                    redis.call('DEL', KEYS[1])
                    return {'1'}
                    """);

    // KEYS: user's routes, user seen. ARGV: key, the route to remove, now, retention, both in ms.
    // Answers 1 when it was there, and the user's last.
    static final Script REMOVE_FROM_USER =
            Script.of(
                    "remove_from_user",
                    """
                    local removed = 0
                    if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then
                      removed = redis.call('HDEL', KEYS[1], ARGV[1])
                    end
                    if redis.call('EXISTS', KEYS[1]) == 1 then return {'0'} end
                    redis.call('SET', KEYS[2], ARGV[3], 'PX', ARGV[4])
                    return {tostring(removed)}
                    """);

    // KEYS: route. ARGV: the route to renew, its generation, ttl in ms. Answers 1 when it is a
    // successor's.
    static final Script RENEW =
            Script.of(
                    "renew",
                    """
                    local old = redis.call('GET', KEYS[1])
                    if old == ARGV[1] then
                      redis.call('PEXPIRE', KEYS[1], ARGV[3])
                      return {'0'}
                    end
                    local stored = old and tonumber(string.match(old, '^(%d+):'))
                    if stored and stored >= tonumber(ARGV[2]) then return {'1'} end
                    redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
                    return {'0'}
                    """);

    // KEYS: sessions of a comet. ARGV: ttl in ms, sessions...
    static final Script INDEX_ADD =
            Script.of(
                    "index_add",
                    """
                    redis.call('SADD', KEYS[1], unpack(ARGV, 2))
                    redis.call('PEXPIRE', KEYS[1], ARGV[1])
                    return {'ok'}
                    """);

    // KEYS: sessions of a comet. ARGV: sessions...
    static final Script INDEX_REMOVE =
            Script.of("index_remove", "redis.call('SREM', KEYS[1], unpack(ARGV)) return {'ok'}");

    // KEYS: route, sessions of the comet, and the user's routes if there is a user. ARGV:
    // ":session:instance", ttl in ms, the session in the index without its generation, ttl there,
    // key. Answers what register does, then what add_to_user does.
    static final Script REGISTER_AT_ONCE =
            Script.joining(
                    "register_at_once",
                    List.of(REGISTER, ADD_TO_USER, INDEX_ADD),
                    """
                    local answer = register({KEYS[1]}, {ARGV[1], ARGV[2]})
                    local generation = answer[1]
                    if KEYS[3] then
                      local route = generation .. ARGV[1]
                      local others = add_to_user({KEYS[3]}, {ARGV[5], route, generation, ARGV[2]})
                      for i = 1, #others do answer[#answer + 1] = others[i] end
                    end
                    index_add({KEYS[2]}, {ARGV[4], generation .. ARGV[3]})
                    return answer
                    """);

    // KEYS, of each session: route, user's routes, user seen, sessions of the comet. ARGV: now,
    // retention, both in ms; then of each session: key, user or "", route, the session in the
    // index. Answers for each session what remove does, and what remove_from_user does.
    static final Script REMOVE_AT_ONCE =
            Script.joining(
                    "remove_at_once",
                    List.of(REMOVE, REMOVE_FROM_USER, INDEX_REMOVE),
                    """
                    local answer = {}
                    for k = 1, #KEYS, 4 do
                      local key, user, route = ARGV[k + 2], ARGV[k + 3], ARGV[k + 4]
                      answer[#answer + 1] = remove({KEYS[k]}, {route})[1]
                      local last = {'0'}
                      if user ~= '' then
                        last = remove_from_user(
                            {KEYS[k + 1], KEYS[k + 2]}, {key, route, ARGV[1], ARGV[2]})
                      end
                      answer[#answer + 1] = last[1]
                      index_remove({KEYS[k + 3]}, {ARGV[k + 5]})
                    end
                    return answer
                    """);

    private RegistryScripts() {}
}

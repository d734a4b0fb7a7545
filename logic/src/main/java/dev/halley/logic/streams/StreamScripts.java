package dev.halley.logic.streams;

import dev.halley.logic.redis.Script;

/**
 * The steps that must not be taken apart. A stream's keys are in {@link
 * dev.halley.api.redis.RedisKeys}. Offsets are below 2^53, so Lua's numbers hold them.
 */
final class StreamScripts {
    // What is left of a stream without its head belongs to an epoch that nobody can name: it goes.
    // The head of a stream that somebody looks at lives on; it is touched seldom, as that is a
    // write. One without a message lives shortly: anybody may look at streams of any name.
    // KEYS: head, log, seen. ARGV: epoch to begin it with ("": do not), head's ttl in ms, that of
    // one without a message. Answers epoch, first, last, the field epochs, and whether it was
    // begun; nothing without a head.
    static final Script TIP =
            Script.of(
                    "stream_tip",
                    """
                    local head = redis.call('HMGET', KEYS[1],
                        'epoch', 'first', 'last', 'epochs')
                    if head[1] then
                      local last = head[3] or '0'
                      local ttl = last == '0' and ARGV[3] or ARGV[2]
                      if redis.call('PTTL', KEYS[1]) < ttl / 2 then
                        redis.call('PEXPIRE', KEYS[1], ttl)
                      end
                      local first = head[2] or '1'
                      if redis.call('EXISTS', KEYS[2]) == 0 then
                        first = string.format('%.0f', last + 1)
                      end
                      return {head[1], first, last, head[4] or '', '0'}
                    end
                    if ARGV[1] == '' then return {} end
                    local master = string.match(
                        redis.call('INFO', 'replication'), 'master_replid:(%x+)') or ''
                    redis.call('DEL', KEYS[2], KEYS[3])
                    redis.call('HSET', KEYS[1],
                        'epoch', ARGV[1], 'last', '0', 'first', '1', 'inc', master,
                        'epochs', ARGV[1])
                    redis.call('PEXPIRE', KEYS[1], ARGV[3])
                    return {ARGV[1], '1', '0', ARGV[1], '1'}
                    """);

    // The log is trimmed when something is appended, so what is too old may still lie in it. Ages
    // rise with offsets and offsets have no holes: where the young ones begin is found by halving.
    // KEYS: head, log. ARGV: lowest offset wanted, most entries, their ttl in ms, bytes after which
    // no more are added. Answers epoch, first, last, the field epochs, then offsets and entries
    // in turn; nothing without a head.
    static final Script PAGE =
            Script.of(
                    "stream_page",
                    """
                    local function text(offset) return string.format('%.0f', offset) end
                    local function offset(entry) return tonumber((string.match(entry[1], '^%d+'))) end
                    local function range(from, to, count)
                      return redis.call('XRANGE', KEYS[2], from, to, 'COUNT', count)
                    end
                    local function field(entry, name)
                      for i = 1, #entry[2], 2 do
                        if entry[2][i] == name then return entry[2][i + 1] end
                      end
                      return ''
                    end
                    local time = redis.call('TIME')
                    local oldest = time[1] * 1000 + math.floor(time[2] / 1000) - ARGV[3]
                    local function kept(entry)
                      return entry and (tonumber(field(entry, 't')) or 0) >= oldest
                    end

                    local head = redis.call('HMGET', KEYS[1],
                        'epoch', 'first', 'last', 'epochs')
                    if not head[1] then return {} end
                    local last = tonumber(head[3] or '0')
                    local lowest = range(text(tonumber(head[2] or '1')), '+', 1)[1]
                    local first = lowest and offset(lowest) or last + 1
                    if lowest and not kept(lowest) then
                      local stale, young = first, last + 1
                      while young - stale > 1 do
                        local middle = math.floor((stale + young) / 2)
                        local id = text(middle)
                        if kept(range(id, id, 1)[1]) then young = middle else stale = middle end
                      end
                      first = young
                    end

                    local answer = {head[1], text(first), text(last), head[4] or ''}
                    local due = math.max(tonumber(ARGV[1]), first)
                    local missing = due <= last
                    local left, bytes = tonumber(ARGV[2]), tonumber(ARGV[4])
                    while left > 0 and bytes > 0 and due <= last do
                      local found = range(text(due), '+', math.min(left, 32))
                      if #found == 0 then break end
                      for i = 1, #found do
                        local entry = found[i]
                        if bytes <= 0 or offset(entry) ~= due then left = 0 break end
                        local content = field(entry, 'm')
                        answer[#answer + 1] = text(due)
                        answer[#answer + 1] = content
                        due, left, bytes = due + 1, left - 1, bytes - #content
                      end
                    end
                    if missing and #answer == 4 then answer[2] = text(last + 1) end
                    return answer
                    """);

    private StreamScripts() {}
}

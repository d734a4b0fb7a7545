-- The usual case, in two commands more: the stream ends where this job remembers it to end, all
-- messages are new, and nothing but the end changes. append.lua would do the same in this case; what is
-- not so is left to it, before anything is written.
if isRemembered and isOurs and was[4] == master and first <= last and #ARGV <= 29
  and not (was[8] or renew or allCommitted and held > 0) then
  local isUsual, highEpoch, highOffset, at = true, highEpoch, highOffset, ''
  local last, bytes, id, positions = last, bytes, '', allCommitted and '' or recent
  local results = { digits(epoch), '', '0', asked, digits(epoch), was[13] or '', '' }
  for i = 15, #ARGV, 5 do
    local le, offset = tonumber(ARGV[i]), tonumber(ARGV[i + 1])
    isUsual = isUsual and before(highEpoch, highOffset, le, offset) and ARGV[i + 2] == '0'
    highEpoch, highOffset, at = le, offset, ARGV[i] .. ':' .. ARGV[i + 1]
    last, bytes = last + 1, bytes + #ARGV[i + 4]
    id = digits(last)
    positions = positions .. ' ' .. at .. '=' .. id
    local n = #results
    results[n + 1], results[n + 2] = '1', id
  end
  results[2] = id
  positions = committed .. ' ' .. id .. positions
  isUsual = isUsual and #positions <= 64 and not isFull(last, bytes)
  for i = 15, #ARGV, 5 do
    local id = results[(i - 15) / 5 * 2 + 9]
    isUsual = isUsual and type(redis.pcall('XADD', log, 'NOMKSTREAM', id, 't', ARGV[1],
      'm', ARGV[i + 4])) == 'string'
  end
  if isUsual then
    call('HSET', head, 'at', at, 'last', id, 'bytes', bytes, 'recent', positions)
    -- What known.lua may do next without any of this.
    if held == 0 then
      results[7] = concat({ digits(first), since, renewedAt, digits(bytes), at, positions }, ' ')
    end
    return concat(results, '\n')
  end
end

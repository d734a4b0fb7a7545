-- Appends messages to one stream; dev.halley.job.append.AppendRequest says what that means.
-- KEYS: head, log, seen, then one for each message id that may come again.
-- ARGV: now, fresh epoch, remembered epoch and last, size, ttl, bytes, head ttl, most positions,
--   committed leader epoch and offset, partition, and five for each message: leader epoch, offset,
--   which of KEYS or 0, until when its id may come again, entry. Times in milliseconds.
local head, log, seen = KEYS[1], KEYS[2], KEYS[3]
local now, fresh = tonumber(ARGV[1]), tonumber(ARGV[2])
local rememberedEpoch, rememberedLast = tonumber(ARGV[3]), tonumber(ARGV[4])
local partition = ARGV[12]

-- Plain digits: tostring() of a large number is not.
local function digits(number)
  return string.format('%.0f', number)
end

local master = string.match(redis.call('INFO', 'replication'), 'master_replid:(%x+)') or ''
local was = redis.call('HMGET', head, 'epoch', 'last', 'first', 'inc', 'bytes', 'part',
  'at', 'lost')
local exists = was[1] ~= false
local epoch, last = tonumber(was[1] or 0), tonumber(was[2] or 0)
local first, bytes = tonumber(was[3] or last + 1), tonumber(was[5] or 0)
local inSame = exists and rememberedEpoch == epoch
local sure = exists and last >= rememberedLast and (was[4] == master or inSame)
local begun, appended, recorded, length = 0, 0, 0, 0

-- Positions are a leader epoch and an offset.
local function before(epochA, offsetA, epochB, offsetB)
  return epochA < epochB or (epochA == epochB and offsetA < offsetB)
end

local committedEpoch, committedOffset = tonumber(ARGV[10]), tonumber(ARGV[11])
local highEpoch, highOffset = -1, -1
-- From the one position up to the other, that one not: what was appended of it may be lost.
local fromEpoch, fromOffset, tillEpoch, tillOffset = -1, 0, -1, 0
if exists and was[6] == partition then
  local le, offset = string.match(was[7] or '', '^(-?%d+):(%d+)$')
  highEpoch, highOffset = tonumber(le or -1), tonumber(offset or -1)
  if was[8] then
    local a, b, c, d = string.match(was[8], '^(-?%d+):(%d+) (-?%d+):(%d+)$')
    fromEpoch, fromOffset = tonumber(a), tonumber(b)
    tillEpoch, tillOffset = tonumber(c), tonumber(d)
  end
end
local complete = sure and highEpoch >= 0

-- What goes behind a head that may have lost some is where the lost ends: what was appended before
-- it and is not known any more is not above the highest, but not finished either.
local function noteLoss(le, at)
  if complete then return end
  complete = true
  if not before(committedEpoch, committedOffset, tillEpoch, tillOffset) then
    fromEpoch, fromOffset = highEpoch, highOffset + 1
  end
  tillEpoch, tillOffset = le, at
end

local function isLost(le, at)
  return not before(le, at, committedEpoch, committedOffset)
    and not before(le, at, fromEpoch, fromOffset)
    and before(le, at, tillEpoch, tillOffset)
end

-- Whoever writes may go on writing without memory: so nothing that is not there is deleted.
local function delete(key)
  if redis.call('EXISTS', key) == 1 then redis.call('DEL', key) end
end

local function clearLog()
  delete(log)
  first = last + 1
  bytes = 0
end

local function makeSure()
  if sure then return end
  sure = true
  while fresh == epoch or fresh == rememberedEpoch do fresh = fresh % 2147483646 + 1 end
  epoch = fresh
  begun = 1
  if not exists or rememberedLast > last then
    last = math.max(last, rememberedLast)
    clearLog()
  end
end

local positions
local function find(position)
  if not positions then
    positions = {}
    for _, text in ipairs(redis.call('LRANGE', seen, 0, -1)) do
      local key, offset = string.match(text, '^(.*)=(-?%d+)$')
      if key then positions[key] = tonumber(offset) end
    end
  end
  return positions[position]
end

-- What repeats another record's message has the offset of that one, below zero.
local function record(le, at, offset)
  local key = digits(le) .. ':' .. digits(at)
  if recorded == 0 and was[6] ~= partition then delete(seen) end
  length = redis.call('RPUSH', seen, key .. '=' .. digits(offset))
  if positions then positions[key] = offset end
  if before(highEpoch, highOffset, le, at) then
    noteLoss(le, at)
    highEpoch, highOffset = le, at
  end
  recorded = recorded + 1
end

local function append(entry)
  makeSure()
  if appended == 0 and redis.call('EXISTS', log) == 0 then clearLog() end
  local id = digits(last + 1) .. '-0'
  local added = redis.pcall('XADD', log, id, 't', ARGV[1], 'm', entry)
  if type(added) == 'table' and added.err then
    -- Whatever else it is, above all no memory: the request has failed, and comes again.
    if not string.find(added.err, 'equal or smaller', 1, true) then error(added.err) end
    -- Entries of which the head knows nothing: it was lost without them.
    clearLog()
    redis.call('XADD', log, id, 't', ARGV[1], 'm', entry)
  end
  last = last + 1
  bytes = bytes + #entry
  appended = appended + 1
end

local results = {}
local function answer(kind, offset)
  results[#results + 1] = kind
  results[#results + 1] = epoch
  results[#results + 1] = offset
end

local function answerSeen(offset)
  if not offset then
    answer(4, 0)
  elseif offset > 0 then
    answer(2, offset)
  else
    answer(3, -offset)
  end
end

local function take(i)
  local le, at, once = tonumber(ARGV[i]), tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2])
  if not before(highEpoch, highOffset, le, at) then
    local offset = find(digits(le) .. ':' .. digits(at))
    if offset or not isLost(le, at) then return answerSeen(offset) end
  end
  local first = once > 0 and redis.call('GET', KEYS[once])
  if first then
    record(le, at, -tonumber(first))
    return answer(3, tonumber(first))
  end
  append(ARGV[i + 4])
  record(le, at, last)
  local left = once > 0 and tonumber(ARGV[i + 3]) - now or 0
  if left > 0 then redis.call('SET', KEYS[once], digits(last), 'PX', digits(left)) end
  answer(1, last)
end

for i = 13, #ARGV, 5 do take(i) end

-- Looks at the oldest entries, a bounded number of them: the rest goes with later appends.
local function trim()
  local size, ttl, most = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
  local left, from = appended + 128, first
  while left > 0 do
    local count = math.min(left, appended + 1)
    local oldest = redis.call('XRANGE', log, digits(first) .. '-0', '+', 'COUNT', count)
    for _, entry in ipairs(oldest) do
      local offset = tonumber(string.match(entry[1], '^%d+'))
      local over = last - offset + 1 > size or bytes > most or tonumber(entry[2][2]) < now - ttl
      if offset >= last or not over then
        left = 0
        break
      end
      bytes = math.max(0, bytes - #entry[2][4])
      first = offset + 1
    end
    if #oldest < count then left = 0 end
    left = left - count
  end
  if first > from then redis.call('XTRIM', log, 'MINID', digits(first) .. '-0') end
end

-- Kafka does not send again what is committed. What is beyond the bound was finished long ago.
local function trimSeen()
  local most = tonumber(ARGV[9])
  for _ = 1, recorded + 128 do
    local oldest = redis.call('LINDEX', seen, 0)
    if not oldest then return end
    local le, at = string.match(oldest, '^(-?%d+):(%d+)')
    local committed = before(tonumber(le), tonumber(at), committedEpoch, committedOffset)
    if not committed and length <= most then return end
    redis.call('LPOP', seen)
    length = length - 1
  end
end

-- Once all of it is committed, nothing of it comes again.
local function writeLoss()
  if before(committedEpoch, committedOffset, tillEpoch, tillOffset)
    and before(fromEpoch, fromOffset, tillEpoch, tillOffset) then
    redis.call('HSET', head, 'lost', digits(fromEpoch) .. ':' .. digits(fromOffset)
      .. ' ' .. digits(tillEpoch) .. ':' .. digits(tillOffset))
  elseif was[8] then
    redis.call('HDEL', head, 'lost')
  end
end

if appended > 0 then
  trim()
  redis.call('PEXPIRE', log, ARGV[6])
end
if recorded > 0 then
  trimSeen()
  local keep = digits(math.max(tonumber(ARGV[6]), tonumber(ARGV[8])))
  local at = digits(highEpoch) .. ':' .. digits(highOffset)
  if appended > 0 then
    redis.call('HSET', head, 'part', partition, 'at', at, 'epoch', digits(epoch),
      'last', digits(last), 'first', digits(first), 'inc', master, 'bytes', digits(bytes))
  else
    redis.call('HSET', head, 'part', partition, 'at', at)
  end
  writeLoss()
  redis.call('PEXPIRE', head, keep)
  redis.call('PEXPIRE', seen, keep)
end
return { sure and epoch or 0, last, begun, unpack(results) }

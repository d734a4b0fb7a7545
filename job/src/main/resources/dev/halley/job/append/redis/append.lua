-- All cases. Values that are read here and not made here are of head.lua.
local fresh = tonumber(ARGV[2])
local rememberedEpoch, rememberedLast = tonumber(ARGV[3]), tonumber(ARGV[4])
-- Redis was stopped and started with everything.
local isWhole = was[4] == master or exists and master == presentMaster and (was[4] or '') ~= ''
  and string.find(formerMasters, was[4], 1, true) ~= nil
local sure = exists and last >= rememberedLast and (isWhole or rememberedEpoch == epoch)
-- Another incarnation: the end that is remembered shows that nothing was lost, unless another job has
-- appended meanwhile, and that was. So it counts only after a proof that there is none.
if sure and not isWhole and not string.find(ARGV[14], master, 1, true) then
  return master
end
local begun, appended, recorded = 0, 0, 0
-- Positions of this call, with their offsets.
local added = ''
-- From the one position up to the other, that one not: what was appended of it may be lost.
local fromEpoch, fromOffset, tillEpoch, tillOffset = -1, 0, -1, 0
if samePartition and was[8] then
  local a, b, c, d = match(was[8], '^(-?%d+):(%d+) (-?%d+):(%d+)$')
  fromEpoch, fromOffset = tonumber(a), tonumber(b)
  tillEpoch, tillOffset = tonumber(c), tonumber(d)
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
  if call('EXISTS', key) == 1 then call('DEL', key) end
end

local function clearLog()
  delete(log)
  first = last + 1
  bytes = 0
end

-- The last four epochs that are over, each with the last offset that was kept of it, and the present
-- one. Without a head, what a job remembers was given, but nothing of it is kept: in an epoch 0.
local epochs = was[13] or ''
local function noteEpoch()
  local isPresent = exists and match(epochs, '(%d+)$') == digits(epoch)
  local over = isPresent and epochs or exists and digits(epoch) or ''
  if exists then
    over = over .. ':' .. digits(last)
  elseif rememberedLast > 0 then
    over = '0:' .. digits(rememberedLast)
  end
  over = match(over, '(%d+:%d+ %d+:%d+ %d+:%d+ %d+:%d+)$') or over
  epochs = match(over .. ' ' .. digits(fresh), '^ ?(.*)$')
end

local function makeSure()
  if sure then return end
  sure = true
  while fresh == epoch or fresh == rememberedEpoch do fresh = fresh % 2147483646 + 1 end
  noteEpoch()
  epoch = fresh
  begun = 1
  if not exists then
    last = rememberedLast
    clearLog()
  end
end

local positions
local function find(position)
  if not positions then
    positions = {}
    local texts = held > 0 and call('LRANGE', seen, 0, -1) or {}
    texts[#texts + 1] = recent .. added
    for _, text in ipairs(texts) do
      for key, offset in string.gmatch(text, '(-?%d+:%d+)=(-?%d+)') do
        positions[key] = tonumber(offset)
      end
    end
  end
  return positions[position]
end

-- What repeats another record's message has the offset of that one, below zero.
local function record(le, at, key, offset)
  if recorded == 0 and not samePartition then delete(seen) end
  added = added .. ' ' .. key .. '=' .. digits(offset)
  if positions then positions[key] = offset end
  if before(highEpoch, highOffset, le, at) then
    noteLoss(le, at)
    highEpoch, highOffset = le, at
  end
  recorded = recorded + 1
end

-- Answers whether it could be added. Whatever else the reason is than a log that the head does not
-- know, above all no memory: the request has failed, and comes again.
local function add(id, entry)
  local reply
  if first <= last then
    reply = redis.pcall('XADD', log, 'NOMKSTREAM', id, 't', ARGV[1], 'm', entry)
  else
    reply = redis.pcall('XADD', log, id, 't', ARGV[1], 'm', entry)
  end
  if type(reply) == 'table' and not string.find(reply.err, 'equal or smaller', 1, true) then
    error(reply.err)
  end
  return type(reply) == 'string'
end

local function append(entry)
  makeSure()
  local id = digits(last + 1)
  if not add(id, entry) then
    -- The log or the head was lost without the other.
    clearLog()
    add(id, entry)
  end
  if first > last then
    since, bytes, renew = ARGV[1], 0, true
  end
  last = last + 1
  bytes = bytes + #entry
  appended = appended + 1
end

local results = {}
local function answer(kind, offset)
  results[#results + 1] = kind
  results[#results + 1] = digits(offset)
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
  local key = ARGV[i] .. ':' .. ARGV[i + 1]
  if not before(highEpoch, highOffset, le, at) then
    local offset = not before(le, at, goneEpoch, goneOffset) and find(key)
    if offset or not isLost(le, at) then return answerSeen(offset) end
  end
  local first = once > 0 and call('GET', KEYS[once])
  if first then
    record(le, at, key, -tonumber(first))
    return answer(3, tonumber(first))
  end
  append(ARGV[i + 4])
  record(le, at, key, last)
  local left = once > 0 and tonumber(ARGV[i + 3]) - now or 0
  if left > 0 then call('SET', KEYS[once], digits(last), 'PX', digits(left)) end
  answer(1, last)
end

for i = 15, #ARGV, 5 do take(i) end

-- Looks at the oldest entries, a bounded number of them: the rest goes with later appends.
local function trim()
  local size, most = tonumber(ARGV[5]), tonumber(ARGV[7])
  local left, from = appended + 128, first
  since = '0'
  while left > 0 do
    local count = math.min(left, math.max(last - first + 1 - size, 7) + 1)
    local oldest = call('XRANGE', log, digits(first), '+', 'COUNT', count)
    for _, entry in ipairs(oldest) do
      local offset = tonumber(match(entry[1], '^%d+'))
      local over = last - offset + 1 > size or bytes > most or tonumber(entry[2][2]) < now - ttl
      if offset >= last or not over then
        since = entry[2][2]
        left = 0
        break
      end
      bytes = math.max(0, bytes - #entry[2][4])
      first = offset + 1
    end
    if #oldest < count then left = 0 end
    left = left - count
  end
  if first > from then call('XTRIM', log, 'MINID', digits(first)) end
end

-- Kafka does not send again what is committed. What is beyond the bound was finished long ago.
local function trimSeen()
  for _ = 1, recorded + 128 do
    local oldest = call('LINDEX', seen, 0)
    if not oldest then return end
    local open = false
    for le, at in string.gmatch(oldest, '(-?%d+):(%d+)=') do
      open = open or not before(tonumber(le), tonumber(at), committedEpoch, committedOffset)
    end
    if open and held <= tonumber(ARGV[9]) then return end
    call('LPOP', seen)
    held = held - 1
  end
end

-- The last positions are kept in the head: for a list of a few, each append would need commands more.
local function keepPositions()
  if allCommitted then
    recent = ''
    if held > 0 then delete(seen) end
    held = 0
  end
  local positions = committed .. ' ' .. digits(last)
  if #positions + #recent + #added <= 64 then return positions .. recent .. added end
  held = call('RPUSH', seen, recent .. added)
  renew = renew or held == 1
  trimSeen()
  return positions
end

-- Once all of it is committed, nothing of it comes again.
local function writeLoss()
  if before(committedEpoch, committedOffset, tillEpoch, tillOffset)
    and before(fromEpoch, fromOffset, tillEpoch, tillOffset) then
    call('HSET', head, 'lost', digits(fromEpoch) .. ':' .. digits(fromOffset)
      .. ' ' .. digits(tillEpoch) .. ':' .. digits(tillOffset))
  elseif was[8] then
    call('HDEL', head, 'lost')
  end
end

local function renewKeys()
  local keep = digits(math.max(ttl, tonumber(ARGV[8])) + ttl / 8)
  call('HSET', head, 'renewed', ARGV[1] .. ' ' .. terms)
  call('PEXPIRE', log, digits(ttl + ttl / 8))
  call('PEXPIRE', head, keep)
  if held > 0 then call('PEXPIRE', seen, keep) end
end

if recorded > 0 then
  if appended > 0 and isFull(last, bytes) then trim() end
  local positions = keepPositions()
  local at = digits(highEpoch) .. ':' .. digits(highOffset)
  if appended > 0 then
    call('HSET', head, 'part', ARGV[12], 'at', at, 'recent', positions, 'epoch', digits(epoch),
      'last', digits(last), 'first', digits(first), 'inc', master, 'bytes', digits(bytes),
      'since', since)
    if begun == 1 then call('HSET', head, 'epochs', epochs) end
  else
    call('HSET', head, 'part', ARGV[12], 'at', at, 'recent', positions)
  end
  if held > 0 then
    call('HSET', head, 'held', digits(held))
  elseif was[10] then
    call('HDEL', head, 'held')
  end
  writeLoss()
  if renew then renewKeys() end
end
return concat({ digits(sure and epoch or 0), digits(last), begun, asked, digits(epoch), epochs, '',
  unpack(results) }, '\n')

-- Appends messages to one stream; dev.halley.job.append.AppendRequest says what that means. This part
-- reads the head. Then usual.lua appends if the case is the usual one, and append.lua otherwise.
-- KEYS: head, log, seen, then one for each message id that may come again.
-- ARGV: now, fresh epoch, remembered epoch and last, size, ttl, bytes, head ttl, most positions,
--   committed leader epoch and offset, partition, replication id that the master had a moment ago or
--   nothing, the ids under which the partition was proved to be the job's, and five for each message:
--   leader epoch, offset, which of KEYS or 0, until when its id may come again, entry. Times in milliseconds.
-- Before it stand presentMaster and formerMasters: replication ids that Redis had before restarts that
--   lost nothing, and the one that it has since.
-- Answers with a text of lines, dev.halley.job.append.redis.AppendReply: of a list Redis before 7 sends
--   each of many answers with a system call of its own, and whoever reads is woken for each.
local call, match, tonumber, concat = redis.call, string.match, tonumber, table.concat
local head, log, seen = KEYS[1], KEYS[2], KEYS[3]
local now, ttl = tonumber(ARGV[1]), tonumber(ARGV[6])
local terms = ARGV[6] .. ' ' .. ARGV[8]

-- Plain digits: tostring() of a large number is not.
local function digits(number)
  return string.format('%.0f', number)
end

-- Positions are a leader epoch and an offset.
local function before(epochA, offsetA, epochB, offsetB)
  return epochA < epochB or (epochA == epochB and offsetA < offsetB)
end

local was = call('HMGET', head, 'epoch', 'last', 'first', 'inc', 'bytes', 'part', 'at', 'lost',
  'recent', 'held', 'since', 'renewed', 'epochs')
local exists = was[1] ~= false
local epoch, last = tonumber(was[1] or 0), tonumber(was[2] or 0)
local first, bytes = tonumber(was[3] or last + 1), tonumber(was[5] or 0)
local isRemembered = was[1] == ARGV[3] and was[2] == ARGV[4]
-- The end that is remembered proves more than the id; then an id that is a little old will do.
local master, asked = was[4], ''
if not isRemembered or master ~= ARGV[13] then
  asked = match(call('INFO', 'replication'), 'master_replid:(%x+)') or ''
  master = asked
end

local committed = ARGV[10] .. ':' .. ARGV[11]
local committedEpoch, committedOffset = tonumber(ARGV[10]), tonumber(ARGV[11])
local highEpoch, highOffset = -1, -1
-- What an append before was told to be committed is forgotten, wherever it lies.
local goneEpoch, goneOffset = -1, -1
-- The last positions with their offsets, and how many texts of them the list has.
local recent, held = '', 0
local samePartition = exists and was[6] == ARGV[12]
-- Otherwise a job of the release before has written last; it has all positions in the list.
local isOurs = false
if samePartition then
  local le, offset = match(was[7] or '', '^(-?%d+):(%d+)$')
  highEpoch, highOffset = tonumber(le or -1), tonumber(offset or -1)
  local told, at, texts
  told, le, offset, at, texts = match(was[9] or '', '^((-?%d+):(-?%d+)) (%d+)(.*)$')
  isOurs = at == was[2]
  if isOurs then
    recent, held = texts, tonumber(was[10] or 0)
    goneEpoch, goneOffset = tonumber(le), tonumber(offset)
    if before(committedEpoch, committedOffset, goneEpoch, goneOffset) then
      committed, committedEpoch, committedOffset = told, goneEpoch, goneOffset
    end
  else
    held = call('LLEN', seen)
  end
end
local allCommitted = before(highEpoch, highOffset, committedEpoch, committedOffset)

-- Keys live an eighth longer than they have to, so that it is enough to renew that once in a
-- sixteenth.
local renewedAt, renewedFor = match(was[12] or '', '^(%d+) (.*)$')
local age = now - tonumber(renewedAt or 0)
local renew = not isOurs or renewedFor ~= terms or age < 0 or age >= ttl / 16
-- When the oldest entry was appended; 0: not known.
local since = was[11] or '0'

-- Only once a sixteenth more is there than is kept: so that most appends need not look.
local function isFull(last, bytes)
  return last - first + 1 > ARGV[5] * 17 / 16 or bytes > ARGV[7] * 17 / 16
    or tonumber(since) < now - ttl * 17 / 16
end


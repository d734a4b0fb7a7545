-- The usual case, worked out by the job from what it wrote last (dev.halley.job.append.redis.KnownHead):
-- nothing is left but to see that the head is still that, and to write. Otherwise the other script does it.
-- KEYS: head, log. ARGV: what recent, epoch, inc and part of the head have to be; now; what at, last,
--   bytes and recent become; then an offset and an entry for each message. Answers 1 when it has
--   appended, otherwise 0; as text, as append.lua does.
local call = redis.call
local was = call('HMGET', KEYS[1], 'recent', 'epoch', 'inc', 'part')
-- The release before changes the partition and leaves all else, for a message that it does not append.
if was[1] ~= ARGV[1] or was[2] ~= ARGV[2] or was[3] ~= ARGV[3] or was[4] ~= ARGV[4] then return '0' end
for i = 10, #ARGV, 2 do
  local reply = redis.pcall('XADD', KEYS[2], 'NOMKSTREAM', ARGV[i], 't', ARGV[5], 'm', ARGV[i + 1])
  if type(reply) ~= 'string' then return '0' end
end
call('HSET', KEYS[1], 'at', ARGV[6], 'last', ARGV[7], 'bytes', ARGV[8], 'recent', ARGV[9])
return '1'

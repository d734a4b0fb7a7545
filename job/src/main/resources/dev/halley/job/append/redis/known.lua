-- The usual case, worked out by the job from what it wrote last (dev.halley.job.append.redis.KnownHead):
-- nothing is left but to see that the head is still that, and to write. Otherwise the other script does it.
-- KEYS: head, log. ARGV: what recent, epoch and inc of the head have to be; now; what at, last, bytes and
--   recent become; then an offset and an entry for each message. Answers 1 when it has appended,
--   otherwise 0; as text, as append.lua does.
local call = redis.call
local was = call('HMGET', KEYS[1], 'recent', 'epoch', 'inc')
if was[1] ~= ARGV[1] or was[2] ~= ARGV[2] or was[3] ~= ARGV[3] then return '0' end
for i = 9, #ARGV, 2 do
  local reply = redis.pcall('XADD', KEYS[2], 'NOMKSTREAM', ARGV[i], 't', ARGV[4], 'm', ARGV[i + 1])
  if type(reply) ~= 'string' then return '0' end
end
call('HSET', KEYS[1], 'at', ARGV[5], 'last', ARGV[6], 'bytes', ARGV[7], 'recent', ARGV[8])
return '1'

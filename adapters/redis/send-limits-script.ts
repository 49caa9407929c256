/**
 * One turn, decided and taken in one go. Answers 0, or the wait in ms: negative when only this chat has to wait. The clock is
 * Redis's own, so that processes with different clocks share one bucket.
 * KEYS: budget, chat, group, pause of the chat, pause of bulk.
 * ARGV: lane, per second, burst, debt of a person, burst of a chat, per second of a chat, per minute of a group or 0.
 */
export const takeTurn = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function filled(key, rate, most)
  local kept = redis.call('HMGET', key, 'tokens', 'at')
  if not kept[1] then return most end
  return math.min(most, tonumber(kept[1]) + math.max(0, now - tonumber(kept[2])) * rate / 1000)
end
local function keep(key, tokens, ttl)
  redis.call('HSET', key, 'tokens', tostring(tokens), 'at', tostring(now))
  redis.call('PEXPIRE', key, ttl)
end

local chatRate, chatBurst, perMinute = tonumber(ARGV[6]), tonumber(ARGV[5]), tonumber(ARGV[7])
local chat = filled(KEYS[2], chatRate, chatBurst)
local alone = math.max(0, redis.call('PTTL', KEYS[4]))
if chat < 1 then alone = math.max(alone, (1 - chat) * 1000 / chatRate) end
if perMinute > 0 then
  local frees = redis.call('LINDEX', KEYS[3], -perMinute)
  if frees then alone = math.max(alone, tonumber(frees) + 60000 - now) end
end
if alone > 0 then return -math.ceil(alone) end

local rate = tonumber(ARGV[2])
local all = filled(KEYS[1], rate, tonumber(ARGV[3]))
local floor, together = 0, 0
if ARGV[1] == 'person' then floor = -tonumber(ARGV[4]) else together = math.max(0, redis.call('PTTL', KEYS[5])) end
if all <= floor then together = math.max(together, (floor - all) * 1000 / rate + 1) end
if together > 0 then return math.ceil(together) end

keep(KEYS[1], all - 1, 60000)
keep(KEYS[2], chat - 1, 10000)
if perMinute > 0 then
  redis.call('RPUSH', KEYS[3], now)
  redis.call('LTRIM', KEYS[3], -perMinute, -1)
  redis.call('PEXPIRE', KEYS[3], 60000)
end
return 0
`;

/**
 * Telegram refused a chat for haste: it pauses; a second chat within a second pauses bulk, for the shorter of the two waits, so that one
 * chat's penalty of a day does not stop everybody.
 * KEYS: pause of the chat, pause of bulk, last refused. ARGV: chat, ms, together ms.
 */
export const noteRefusal = `
local ms = tonumber(ARGV[2])
redis.call('SET', KEYS[1], '1', 'PX', ms)
local last = redis.call('HMGET', KEYS[3], 'chat', 'ms')
if last[1] and last[1] ~= ARGV[1] then
  local both = math.min(ms, tonumber(last[2]))
  if redis.call('PTTL', KEYS[2]) < both then redis.call('SET', KEYS[2], '1', 'PX', both) end
end
redis.call('HSET', KEYS[3], 'chat', ARGV[1], 'ms', ARGV[2])
redis.call('PEXPIRE', KEYS[3], tonumber(ARGV[3]))
return 0
`;

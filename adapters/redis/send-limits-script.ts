/**
 * One turn, decided and taken in one go. Answers 0, or the wait in ms: negative when only this chat has to wait. The clock is
 * Redis's own, so that processes with different clocks share one bucket.
 * KEYS: budget, people, chat, group, pause of the chat, pause of bulk.
 * ARGV: lane, per second, burst, people, their window in ms, burst of a chat, per second of a chat, per minute of a group or 0.
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

local function untilFree(key, most, window)
  local first = redis.call('LINDEX', key, -most)
  return first and math.max(0, tonumber(first) + window - now) or 0
end
local function note(key, most, window)
  redis.call('RPUSH', key, now)
  redis.call('LTRIM', key, -most, -1)
  redis.call('PEXPIRE', key, window)
end

local rate, people, window = tonumber(ARGV[2]), tonumber(ARGV[4]), tonumber(ARGV[5])
local chatRate, perMinute = tonumber(ARGV[7]), tonumber(ARGV[8])

local chat = filled(KEYS[3], chatRate, tonumber(ARGV[6]))
local alone = math.max(0, redis.call('PTTL', KEYS[5]))
if chat < 1 then alone = math.max(alone, (1 - chat) * 1000 / chatRate) end
if perMinute > 0 then alone = math.max(alone, untilFree(KEYS[4], perMinute, 60000)) end
if alone > 0 then return -math.ceil(alone) end

local all = filled(KEYS[1], rate, tonumber(ARGV[3]))
local together
if ARGV[1] == 'person' then
  together = untilFree(KEYS[2], people, window)
else
  together = math.max(0, redis.call('PTTL', KEYS[6]))
  if all <= 0 then together = math.max(together, -all * 1000 / rate + 1) end
end
if together > 0 then return math.ceil(together) end

keep(KEYS[1], all - 1, 60000)
keep(KEYS[3], chat - 1, 10000)
if ARGV[1] == 'person' then note(KEYS[2], people, window) end
if perMinute > 0 then note(KEYS[4], perMinute, 60000) end
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

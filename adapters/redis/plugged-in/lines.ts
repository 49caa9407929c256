import { randomUUID } from 'node:crypto';
import type { WorkerLines, WorkerStatus } from '../../../activities/conversations/plugged-in.ts';
import { redisKeys } from '../../../contracts/redis-keys.ts';
import type { Cache } from '../connect.ts';
import { script } from '../script.ts';

/** Of silence; whoever writes after that gets a worker anew. */
const sessionSeconds = 24 * 3_600;
/** A worker that says nothing of itself, or that fails, is asked for again after so long. */
const askedSeconds = 60;
/** What lies on streams that nobody reads is gone after this. */
export const streamSeconds = 7 * 24 * 3_600;
const mostCommands = 10_000;
/** Far more than is ever unanswered: the store puts there no more than 500 at a time. */
const mostEntries = 2_000;
const mostNews = 10_000;
const typingMs = 4_000;

/**
 * Looks and asks in one step, so that two replicas cannot both ask. One that was asked for and has not answered is asked
 * for again under the same id.
 */
const attend = script(`
local session, asked, commands, status = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local fresh, command, eager, ttl, patience, most = unpack(ARGV)
local function ask(id)
  redis.call('SET', session, id, 'EX', ttl)
  redis.call('HSET', status .. id, 'status', 'STARTING')
  redis.call('EXPIRE', status .. id, ttl)
  redis.call('SET', asked, '1', 'EX', patience)
  redis.call('XADD', commands, 'MAXLEN', '~', most, '*', 'command', 'create', 'id', id, 'data', command)
  return 'STARTING'
end
local id = redis.call('GET', session)
if not id then return ask(fresh) end
local is = redis.call('HGET', status .. id, 'status')
local waits = redis.call('EXISTS', asked) == 1
if is == 'RUNNING' or (is == 'STARTING' and waits) then
  redis.call('EXPIRE', session, ttl)
  redis.call('EXPIRE', status .. id, ttl)
  return is
end
if is == 'STARTING' then return ask(id) end
if waits and eager == '0' then return 'DOWN' end
return ask(fresh)
`);

/**
 * An entry's id is its number, so Redis itself refuses a repetition. What comes after a younger one (it was stored later
 * than its number was given) stands behind that; it is known by the number among its fields.
 */
const put = script(`
local input, news = KEYS[1], KEYS[2]
local user, seq, ttl, most, mostNews = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local fields = {}
for at = 6, #ARGV do fields[#fields + 1] = ARGV[at] end
local id = seq .. '-0'
local function is(entry)
  for at = 1, #entry[2], 2 do if entry[2][at] == 'seq' and entry[2][at + 1] == seq then return true end end
  return false
end
local kind = redis.call('TYPE', input)['ok']
if kind ~= 'stream' and kind ~= 'none' then redis.call('DEL', input) end
if kind == 'stream' then
  local info, last = redis.call('XINFO', 'STREAM', input), '0-0'
  for at = 1, #info, 2 do if info[at] == 'last-generated-id' then last = info[at + 1] end end
  local ms, n = string.match(last, '(%d+)-(%d+)')
  if tonumber(ms) >= tonumber(seq) then
    for _, entry in ipairs(redis.call('XRANGE', input, id, id)) do if is(entry) then return 0 end end
    for _, entry in ipairs(redis.call('XRANGE', input, id, '+')) do if is(entry) then return 0 end end
    id = ms .. '-' .. (tonumber(n) + 1)
  end
end
redis.call('XADD', input, 'MAXLEN', '~', most, id, unpack(fields))
redis.call('EXPIRE', input, ttl)
redis.call('XADD', news, 'MAXLEN', '~', mostNews, '*', 'user_id', user)
return 1
`);

/** Where a plugged-in worker listens. Without Redis all of these throw: what waits stands in the store. */
export const createWorkerLines = ({ client }: Pick<Cache, 'client'>): WorkerLines => ({
  async attend(user, command, eager) {
    const keys = [
      redisKeys.session(user),
      redisKeys.workerAsked(user),
      redisKeys.workerCommands,
      redisKeys.workerStatus(''),
    ];
    const status = await attend(client, keys, [
      `po-${user}-${randomUUID()}`,
      JSON.stringify(command),
      eager ? 1 : 0,
      sessionSeconds,
      askedSeconds,
      mostCommands,
    ]);
    return status as WorkerStatus;
  },
  async put(user, entries) {
    const keys = [redisKeys.workerInput(user), redisKeys.workerNews];
    for (const entry of entries)
      await put(client, keys, [
        user,
        entry.seq,
        streamSeconds,
        mostEntries,
        mostNews,
        ...Object.entries(entry).flat(),
      ]);
  },
  async mayType(user) {
    return (await client.set(redisKeys.workerTyping(user), '1', 'PX', typingMs, 'NX')) !== null;
  },
});

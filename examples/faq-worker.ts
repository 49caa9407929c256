// A conversation worker (docs/workers.md): answers from a Markdown file whose headings are the words that people use. Nothing of
// ours is imported, so it can be copied. It keeps nothing: whatever is asked again is answered again under the same key.
//   REDIS_URL=redis://… REDIS_PREFIX= node examples/faq-worker.ts faq.md
import { readFileSync } from 'node:fs';
import { Redis } from 'ioredis';

const { REDIS_URL = 'redis://127.0.0.1:6379', REDIS_PREFIX = '' } = process.env;
const [, , file = 'faq.md'] = process.argv;
const redis = new Redis(REDIS_URL, { maxRetriesPerRequest: null });
const reading = redis.duplicate();
for (const connection of [redis, reading]) connection.on('error', () => undefined);

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
const faq = readFileSync(file, 'utf8')
  .split(/^## /m)
  .slice(1)
  .map((section) => {
    const [heading = '', ...lines] = section.split('\n');
    return { words: wordsOf(heading), text: lines.join('\n').trim() };
  });
const answerTo = (question: string) => {
  const found = faq.find(({ words }) => words.some((word) => wordsOf(question).includes(word)));
  if (found) return { text: found.text };
  return { text: 'I do not know that. A coordinator reads along and will answer.', waits: '1' };
};

const key = (name: string): string => `${REDIS_PREFIX}${name}`;
const commands = key('worker:commands');
/** Stream → the entry read last, and whom it belongs to. */
const places = new Map([[commands, { last: '0', user: '', worker: '' }]]);

/** undefined: it is no command, and is passed over. */
function userOf(data = ''): string | undefined {
  try {
    return JSON.parse(data).config.env_vars.USER_ID;
  } catch {
    return undefined;
  }
}

/** Somebody needs a worker: this process is one for everybody. What was asked before is read from the beginning. */
async function take(worker: string, user = ''): Promise<void> {
  if ((await redis.get(key(`session:${user}`))) !== worker) return;
  await redis.hset(key(`worker:status:${worker}`), 'status', 'RUNNING');
  places.set(key(`worker:po:${user}:input`), { last: '0', user, worker });
}

async function answer(user: string, entry: string, asked: Record<string, string>): Promise<void> {
  const said = { ...answerTo(asked['text'] ?? ''), message_id: asked['message_id'] ?? '', key: entry };
  await redis.xadd(key(`worker:po:${user}:output`), '*', ...Object.entries(said).flat());
}

for (;;)
  try {
    const streams = [...places.keys(), ...[...places.values()].map(({ last }) => last)];
    for (const [stream, entries] of (await reading.xread('BLOCK', 5_000, 'STREAMS', ...streams)) ?? [])
      for (const [id, list] of entries) {
        const fields = Object.fromEntries(
          list.map((name, at) => [name, list[at + 1]]).filter((_pair, at) => at % 2 === 0),
        );
        const place = places.get(stream);
        if (stream === commands) await take(fields['id'], userOf(fields['data']));
        else if (place) await answer(place.user, id, fields);
        if (place) place.last = id;
      }
  } catch (error) {
    // Redis is away: what was not answered is read again.
    console.error(error);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createTelegram } from '../sandbox/telegram.ts';

// node bench/sandbox.ts: what the emulator delivers and serves with its ceilings off, from a process of
// its own, and what it weighs when idle. Calls: sendMessage by JSON over kept-alive connections.

const self = fileURLToPath(import.meta.url);
const token = '1:bench';
const calls = 5000;
const parallel = 16;

if (process.argv[2] === 'serve') {
  const telegram = createTelegram({ ceilings: false, bots: [{ token }] });
  const url = await telegram.listen();
  process.send?.({ url, idleMiB: process.memoryUsage().rss / 1024 ** 2 });
  process.on('message', (asked: { people: number; texts: number } | 'weigh') => {
    if (asked === 'weigh') {
      process.send?.({ rssMiB: process.memoryUsage().rss / 1024 ** 2 });
      return;
    }
    for (let i = 0; i < asked.people; i += 1) {
      telegram.control('POST', '/people', { id: 1000 + i, first_name: `P${i}` });
      for (let n = 0; n < asked.texts; n += 1)
        telegram.control('POST', `/people/${1000 + i}/send`, { text: `text ${n}` });
    }
    process.send?.({ ready: true });
  });
  process.on('disconnect', () => void telegram.close());
} else await measure();

async function measure(): Promise<void> {
  const server = fork(self, ['serve']);
  const [started] = (await once(server, 'message')) as [{ url: string; idleMiB: number }];
  const agent = new Agent({ keepAlive: true, maxSockets: parallel });
  const call = (method: string, body: unknown): Promise<{ result: unknown }> => {
    const text = JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
      const sent = request(
        `${started.url}/bot${token}/${method}`,
        { method: 'POST', agent, headers },
        (response) => {
          let answer = '';
          response.on('data', (part: Buffer) => {
            answer += part.toString();
          });
          response.on('end', () => resolve(JSON.parse(answer) as { result: unknown }));
        },
      );
      sent.on('error', reject);
      sent.end(text);
    });
  };
  server.send({ people: 50, texts: 100 });
  await once(server, 'message');

  const polled = performance.now();
  let updates = 0;
  for (let offset = 0; updates < 5000; ) {
    const batch = (await call('getUpdates', { offset, limit: 100 })).result as { update_id: number }[];
    updates += batch.length;
    offset = (batch.at(-1)?.update_id ?? offset) + 1;
  }
  const updatesPerSecond = updates / ((performance.now() - polled) / 1000);

  const began = performance.now();
  let next = 0;
  const worker = async () => {
    while (next < calls) {
      next += 1;
      await call('sendMessage', {
        chat_id: 1000 + (next % 50),
        text: `<b>answer</b> ${next}`,
        parse_mode: 'HTML',
      });
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  const callsPerSecond = calls / ((performance.now() - began) / 1000);
  server.send('weigh');
  const [{ rssMiB }] = (await once(server, 'message')) as [{ rssMiB: number }];
  agent.destroy();
  server.disconnect();
  await once(server, 'exit');
  console.table({
    'updates delivered per second (aim ≥ 500)': Math.round(updatesPerSecond),
    'calls served per second (aim ≥ 500)': Math.round(callsPerSecond),
    'idle memory, MiB (aim ≤ 120)': Math.round(started.idleMiB),
    'memory after 10,000 messages, MiB': Math.round(rssMiB),
  });
}

import { openRabbit, type Rabbit } from '../adapters/rabbit/connect.ts';
import { rabbitTrouble } from '../adapters/rabbit/errors.ts';
import { loadRabbitConfig } from '../config/load.ts';
import { createLog } from '../runtime/log.ts';
import { untilDone } from '../runtime/retry.ts';
import { complain } from './say.ts';

const patienceMs = 15_000;

/** Publishes what a verb has to say. false: the broker did not take it, and it was said why. */
export async function atBroker(
  env: Readonly<Record<string, string | undefined>>,
  work: (rabbit: Rabbit) => Promise<void>,
): Promise<boolean> {
  const { AMQP_URL: url, AMQP_PREFIX: prefix } = loadRabbitConfig(env);
  const rabbit = await openRabbit({ url, prefix }, createLog({ level: 'silent' }));
  let last: unknown;
  try {
    const until = AbortSignal.timeout(patienceMs);
    // The same message ids each time: what the broker has already stays one message.
    const once = () => work(rabbit).then(() => true);
    const failed = (error: unknown) => (last = error);
    const done = (await untilDone(once, { signal: until, mostMs: 500, failed })) ?? false;
    if (!done) complain(rabbitTrouble(last).sentence);
    return done;
  } finally {
    await rabbit.close();
  }
}

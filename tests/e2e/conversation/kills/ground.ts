import { Redis } from 'ioredis';
import { Ground } from '../../../faults/ground.ts';
import { FaqWorker } from '../../../support/faq-worker.ts';
import { HeardChats } from '../../../support/kills/heard.ts';
import { Coordinator } from './coordinator.ts';
import { faqOf } from './words.ts';

/** More than anybody asks in one run. */
const mostQuestions = 5_000;

/** Services of its own, the roles as processes, the example worker plugged in, and a coordinator at the desk. */
export type TalkGround = {
  readonly whole: Ground;
  readonly faq: FaqWorker;
  readonly redis: Redis;
  readonly heard: HeardChats;
  readonly coordinator: Coordinator;
  close(): Promise<void>;
};

export async function openTalkGround(): Promise<TalkGround> {
  const whole = await Ground.open('conversation-kills', {
    CONVERSATION_WORKER: 'streams',
    CONVERSATION_WORKER_AGENT: 'faq',
  });
  const { house } = whole;
  const undo: (() => unknown)[] = [() => whole.close()];
  const close = async () => {
    for (const one of undo.toReversed()) await one();
  };
  try {
    const redis = new Redis(house.env['REDIS_URL'] ?? '', { maxRetriesPerRequest: null });
    redis.on('error', () => undefined);
    undo.push(() => redis.disconnect());
    const faq = new FaqWorker(house.env, faqOf(mostQuestions));
    faq.start();
    undo.push(() => faq.kill());
    const heard = new HeardChats(house.sandbox.telegram);
    undo.push(() => heard.stop());
    return { whole, faq, redis, heard, coordinator: await Coordinator.at(house), close };
  } catch (error) {
    await close();
    throw error;
  }
}

import { pause } from '../../runtime/retry.ts';
import type { ChatId } from './api.ts';
import { ceilings, type SendLimits, type Turn } from './limits.ts';

/** Longer than this nobody waits in memory: the caller waits durably and comes again. */
const patienceMs = 5_000;
/** Nobody waits longer for their turn. */
export const longestTurnMs = 2 * patienceMs;
const eachMs = 1_000 / ceilings.perSecond;
/** A chat that is full for so long only is waited for here, once: the caller's own pause is longer. */
const shortMs = 500;

type Waiting = {
  readonly chat: ChatId;
  readonly until: number;
  readonly isBack: boolean;
  readonly answer: (turn: Turn) => void;
  readonly fail: (error: unknown) => void;
};

/**
 * Bulk in the order it came, one asker per process: a thousand that each ask the budget for themselves would all come back
 * at the moment it is free again.
 */
export function createBulkQueue(limits: SendLimits): (chat: ChatId) => Promise<Turn> {
  const queue: Waiting[] = [];
  let pumping: Promise<void> | undefined;

  const notNow = (waiting: Waiting, ms: number): void => waiting.answer({ go: false, ms, because: 'budget' });
  /** Everybody is sent away to come back one after the other. */
  const sendAway = (ms: number): void => {
    for (const [place, waiting] of queue.splice(0).entries()) notNow(waiting, Math.ceil(ms + place * eachMs));
  };
  async function pump(): Promise<void> {
    for (let head = queue[0]; head; head = queue[0]) {
      const turn = await limits.take(head.chat, 'bulk');
      if (turn.go || turn.because === 'chat') {
        // Somebody may have come back before them meanwhile.
        queue.splice(queue.indexOf(head), 1);
        if (turn.go || head.isBack || turn.ms > shortMs) head.answer(turn);
        else setTimeout(() => ask({ ...head, isBack: true }), turn.ms);
      } else if (Date.now() + turn.ms > head.until) sendAway(turn.ms);
      else await pause(turn.ms);
    }
  }

  function ask(waiting: Waiting): void {
    // Whoever comes back was there before those who wait now.
    queue.splice(waiting.isBack ? 0 : queue.length, 0, waiting);
    start();
  }
  function start(): void {
    pumping ??= pump()
      .catch((error: unknown) => {
        for (const one of queue.splice(0)) one.fail(error);
      })
      .finally(() => {
        pumping = undefined;
        // Who asked as the last was answered.
        if (queue.length > 0) start();
      });
  }

  return (chat) =>
    new Promise((answer, fail) => {
      const ahead = queue.length * eachMs;
      if (ahead > patienceMs) return answer({ go: false, ms: Math.ceil(ahead), because: 'budget' });
      ask({ chat, until: Date.now() + longestTurnMs, isBack: false, answer, fail });
    });
}

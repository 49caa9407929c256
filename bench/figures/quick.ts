import { sandboxBot } from '../../config/sandbox-bot.ts';
import { moscow } from '../../tests/support/house.ts';
import { inTurns } from '../arrivals.ts';
import type { Figure } from '../figure.ts';
import type { Ground } from '../ground.ts';
import { ms, percentile } from '../percentile.ts';
import { Meter } from '../used.ts';

const people = 10;
const rounds = 12;
const commands = [
  { command: '/projects', says: /^Your interviews/ },
  { command: '/tasks', says: /^You have no time booked now/ },
] as const;

/** One after the other: what is measured is the way of one command. */
export const quick: Figure = {
  name: 'quick',
  async measure({ house, watch, used }: Ground) {
    await house.event({ starts: [moscow(2, '14:00')] });
    const bot = Number(sandboxBot.token.split(':')[0]);
    const asks = async (of: Awaited<ReturnType<typeof house.person>>, command: string, says: RegExp) => {
      const send = () => of.sends(command, { bot });
      return (await watch.time(`p:${bot}:${of.id}`, says, send, 'message')).finalMs;
    };
    const all = await Promise.all(Array.from({ length: people }, (_none, at) => house.person(`Asker ${at}`)));
    // Once before the clock counts: who somebody is is known then, as it mostly is.
    for (const one of all) await asks(one, '/help', /\/projects/);
    const meter = new Meter(used);
    const tookMs: number[] = [];
    const list = Array.from({ length: rounds }, (_none, at) =>
      all.map((one) => ({ one, ...(commands[at % commands.length] ?? commands[0]) })),
    ).flat();
    await meter.during(list.length, () =>
      inTurns(list, 1, async ({ one, command, says }) => tookMs.push(await asks(one, command, says))),
    );
    const p95 = percentile(tookMs, 95);
    return [
      {
        what: `quick command → its answer, p95 (${tookMs.length} of /projects and /tasks, one after the other)`,
        promised: '≤ 300 ms',
        seen: `${ms(p95)}, p50 ${ms(percentile(tookMs, 50))}`,
        held: p95 <= 300,
      },
      { what: 'processor time of one of them', promised: 'told', seen: meter.toString(), held: true },
    ];
  },
};

import { openTemporal, temporalTrouble } from '../adapters/temporal/connect.ts';
import { runReconcileNow } from '../adapters/temporal/reconcile-now.ts';
import { loadTemporalConfig } from '../config/load.ts';
import {
  type ReconcileInput,
  type ReconcileResult,
  reconcileDefaults,
} from '../contracts/workflows/reconcile.ts';
import { alarmWords, damageKinds, damageWords } from '../core/damage/words.ts';
import { table } from '../local/launcher/table.ts';
import type { Given, Usage } from './arguments.ts';
import { orFaults } from './faults.ts';
import { withRunningServices } from './running-services.ts';
import { complain, say } from './say.ts';

export const usage: Usage = {
  what: [
    'Runs one pass of the reconciler now and prints what is wrong and what it has had mended.',
    'Something is mended once it was seen in two passes and was wrong for two minutes; this pass counts as one.',
    'Ends with 1 when something needs a person.',
  ].join('\n'),
  options: {
    'min-age': { what: 'how long something must have been wrong to be mended now', value: '120s' },
    'cancel-up-to': {
      what: `of more workflows terminated by hand no booking is cancelled (${reconcileDefaults.cancel_at_most})`,
      value: 'N',
    },
    'start-terminated': { what: 'starts workflows terminated by hand again, and cancels nothing' },
    json: { what: 'for programs' },
  },
};

type Wishes = Omit<ReconcileInput, 'v'>;

export const run = (given: Given): Promise<number> =>
  orFaults(async () => {
    const wishes = readWishes(given);
    if (typeof wishes === 'string') {
      complain(wishes);
      return 2;
    }
    const temporal = openTemporal(loadTemporalConfig(await withRunningServices(process.env)));
    try {
      const result = await runReconcileNow(temporal.client, wishes);
      say(given.has('json') ? JSON.stringify(result) : report(result));
      return result.alarms.length > 0 ? 1 : 0;
    } catch (error) {
      complain(temporalTrouble(error).sentence);
      return 1;
    } finally {
      await temporal.close();
    }
  });

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

function readWishes(given: Given): Wishes | string {
  const age = given.text('min-age');
  const most = given.text('cancel-up-to');
  const written = /^(\d{1,6})([smh])$/.exec(age ?? '120s');
  if (!written) return `--min-age ${age}: a number and s, m or h is expected, for example 120s.`;
  if (most !== undefined && !/^\d{1,6}$/.test(most)) return `--cancel-up-to ${most}: a number is expected.`;
  return {
    min_age_ms: Number(written[1]) * (unitMs[written[2] ?? ''] ?? 0),
    ...(most === undefined ? {} : { cancel_at_most: Number(most) }),
    ...(given.has('start-terminated') ? { terminated: 'start' } : {}),
  };
}

export function report({
  seats,
  active_bookings,
  open_workflows,
  found,
  repaired,
  alarms,
}: ReconcileResult): string {
  const counted = `Seats taken: ${seats} · active bookings: ${active_bookings} · open booking workflows: ${open_workflows}`;
  const rows = damageKinds
    .filter((kind) => (found[kind] ?? 0) > 0)
    .map((kind) => [kind, String(found[kind] ?? 0), String(repaired[kind] ?? 0), damageWords[kind]]);
  const wrong =
    rows.length === 0
      ? 'Nothing is wrong.'
      : table(['kind', 'wrong now', 'being mended', 'what it is'], rows);
  const raised = alarms.map(({ kind, count }) => `ALARM ${kind} (${count}): ${alarmWords[kind]}`);
  return [counted, '', wrong, ...(raised.length > 0 ? ['', ...raised] : [])].join('\n');
}

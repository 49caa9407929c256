import type { Alarm, DamageKind } from '../core/damage/words.ts';
import { alarmWords, damageKinds } from '../core/damage/words.ts';
import { counter, gauge } from '../runtime/metrics.ts';
import type { RoleParts } from '../runtime/role.ts';

type Found = () => Promise<readonly { readonly kind: DamageKind; readonly count: number }[]>;

/** What the reconciler finds, for those who watch over the system. Every worker shows the same, whichever had the last pass. */
export function createWatch({ log, metrics }: Pick<RoleParts, 'log' | 'metrics'>, found: Found) {
  gauge(
    metrics,
    'zapis_reconcile_findings',
    'What the last pass saw that does not fit',
    ['kind'],
    async () => {
      const counts = await found();
      const valueOf = (kind: DamageKind) => counts.find((one) => one.kind === kind)?.count ?? 0;
      return damageKinds.map((kind) => ({ labels: { kind }, value: valueOf(kind) }));
    },
  );
  const repaired = counter(metrics, 'zapis_reconcile_repaired_total', 'Repairs asked for', ['kind']);
  const alarms = counter(metrics, 'zapis_reconcile_alarms_total', 'Passes that ended with this alarm', [
    'kind',
  ]);
  return {
    repaired: (kind: DamageKind, count: number) => repaired({ kind }, count),
    alarm({ kind, count }: Alarm) {
      alarms({ kind });
      log.error({ kind, count, detail: alarmWords[kind] }, 'the reconciler needs a person');
    },
  };
}

import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { HealthBoard } from './health.ts';

/** One registry per role: what the process uses, and whether each neighbour answers. */
export function createMetrics(role: string, board: HealthBoard): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ role });
  collectDefaultMetrics({ register: registry });
  const up = new Gauge({
    name: 'zapis_neighbour_up',
    help: '1 while the neighbour answers',
    labelNames: ['service'],
    registers: [],
    collect() {
      for (const [service, check] of Object.entries(board.report().checks))
        this.set({ service }, check.ok ? 1 : 0);
    },
  });
  registry.registerMetric(up);
  return registry;
}

/** Adds one, or more, under these labels. */
export type Count<Label extends string> = (labels: Readonly<Record<Label, string>>, by?: number) => void;

export function counter<const Label extends string>(
  registry: Registry,
  name: string,
  help: string,
  labelNames: readonly Label[],
): Count<Label> {
  const made = new Counter({ name, help, labelNames: [...labelNames], registers: [registry] });
  return (labels, by = 1) => made.inc({ ...labels }, by);
}

/** Read anew whenever somebody looks; whatever is not named stands at nothing. A reading that fails shows what was read before. */
export function gauge<const Label extends string>(
  registry: Registry,
  name: string,
  help: string,
  labelNames: readonly Label[],
  read: () => Promise<
    readonly { readonly labels: Readonly<Record<Label, string>>; readonly value: number }[]
  >,
): void {
  const made = new Gauge({
    name,
    help,
    labelNames: [...labelNames],
    registers: [],
    async collect() {
      const values = await read().catch(() => undefined);
      if (values === undefined) return;
      this.reset();
      for (const { labels, value } of values) this.set({ ...labels }, value);
    },
  });
  registry.registerMetric(made);
}

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

/** Adds one, under these labels. */
export type Count<Label extends string> = (labels: Readonly<Record<Label, string>>) => void;

export function counter<const Label extends string>(
  registry: Registry,
  name: string,
  help: string,
  labelNames: readonly Label[],
): Count<Label> {
  const made = new Counter({ name, help, labelNames: [...labelNames], registers: [registry] });
  return (labels) => made.inc(labels as Record<string, string>);
}

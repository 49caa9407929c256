import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
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

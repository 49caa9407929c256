import { defaultCompany } from '../../core/shared/company.ts';
import type { HealthReport } from '../../runtime/health.ts';
import type { SystemReader } from '../panel/ports/system.ts';
import type { Concerns } from '../ports/concerns.ts';
import { known } from '../system/known.ts';
import { rolesSeen, servicesOf } from '../system/state.ts';
import { personAsked } from './concerns.ts';
import { companyOf, type Handler } from './handler.ts';

export type ServersDeps = {
  readonly concerns: Pick<Concerns, 'whom'>;
  readonly report: () => HealthReport;
  readonly system: Pick<SystemReader, 'replicas' | 'queues'>;
};

/** As the panel’s page System tells it, and to whom it does. */
export const servers =
  ({ concerns, report, system }: ServersDeps): Handler<'servers'> =>
  async (asked) => {
    const person = await personAsked(concerns, asked);
    if (person === undefined) return { problem: 'unknown_user' };
    const isHouse = (person?.company_id ?? companyOf(asked)) === defaultCompany;
    const [replicas, queues] = isHouse
      ? await Promise.all([known(() => system.replicas()), known(() => system.queues())])
      : [];
    const nowMs = Date.now();
    const seen = report();
    const services = servicesOf(seen, isHouse ? { replicas, nowMs } : undefined);
    const roles = replicas ? rolesSeen(replicas, nowMs) : null;
    const ok =
      seen.ready &&
      services.every(({ state }) => state !== 'down') &&
      (roles ?? []).every(({ running, ready }) => running > 0 && ready === running);
    return {
      body: {
        ok,
        services: services.map(({ since, ...one }) => ({
          ...one,
          since: since === null ? null : new Date(since).toISOString(),
        })),
        roles,
        queues: queues?.map(({ queue, ready, dead }) => ({ queue, waiting: ready, dead })) ?? null,
      },
    };
  };

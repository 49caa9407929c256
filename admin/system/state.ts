import { type Replica, type ReplicaUpdates, silentAfterMs } from '../../contracts/replica.ts';
import type { HealthReport } from '../../runtime/health.ts';

/** `off`: there is no token; `unknown`: whoever would know says nothing. */
export type ServiceState = {
  readonly name: string;
  readonly state: 'up' | 'down' | 'off' | 'unknown';
  readonly since: number | null;
};
type House = { readonly replicas: readonly Replica[] | undefined; readonly nowMs: number };

const names: Readonly<Record<string, string>> = {
  mongodb: 'MongoDB',
  redis: 'Redis',
  rabbitmq: 'RabbitMQ',
  temporal: 'Temporal',
};

/** As this process sees them, and Telegram as those see it who speak with it. */
export function servicesOf({ checks }: HealthReport, house: House | undefined): readonly ServiceState[] {
  const seen = Object.entries(checks).map(
    ([name, { ok, since }]): ServiceState => ({
      name: names[name] ?? name,
      state: ok ? 'up' : 'down',
      since: Date.parse(since),
    }),
  );
  return house ? [...seen, telegramOf(house)] : seen;
}

/** Down as soon as one of them does not reach it; since the last change any of them saw. */
function telegramOf({ replicas, nowMs }: House): ServiceState {
  const speak = (replicas ?? []).filter((one) => isAlive(one, nowMs) && one.role !== 'admin');
  const seen = speak.flatMap(({ checks }) => checks['telegram'] ?? []);
  if (speak.length === 0) return { name: 'Telegram', state: 'unknown', since: null };
  if (seen.length === 0) return { name: 'Telegram', state: 'off', since: null };
  const down = seen.filter(({ ok }) => !ok);
  const told = down.length > 0 ? down : seen;
  const since = Math.max(...told.map((one) => Date.parse(one.since)));
  return { name: 'Telegram', state: down.length > 0 ? 'down' : 'up', since };
}

export const isAlive = ({ at }: Replica, nowMs: number): boolean => nowMs - at < silentAfterMs;

/** Without one of each nothing is whole. `ready`: of those that are alive. */
export const rolesSeen = (replicas: readonly Replica[], nowMs: number) =>
  ['bot', 'worker', 'admin'].map((role) => {
    const alive = replicas.filter((one) => one.role === role && isAlive(one, nowMs));
    return { role, running: alive.length, ready: alive.filter(({ ready }) => ready).length };
  });

export const missingRoles = (replicas: readonly Replica[], nowMs: number): readonly string[] =>
  rolesSeen(replicas, nowMs).flatMap(({ role, running }) => (running === 0 ? [role] : []));

/** Of all bots that are alive: the newest update any of them heard. */
export function hearing(replicas: readonly Replica[], nowMs: number): ReplicaUpdates | undefined {
  const bots = replicas.filter((one) => isAlive(one, nowMs)).flatMap(({ updates }) => updates ?? []);
  const [first] = bots;
  const heard = bots.flatMap(({ last_at: at }) => at ?? []);
  return first && { mode: first.mode, last_at: heard.length > 0 ? Math.max(...heard) : null };
}

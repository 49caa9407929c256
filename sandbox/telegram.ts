import type { AddressInfo } from 'node:net';
import type { Kit } from './acts/kit.ts';
import { callMethod, type Observer } from './api/call.ts';
import { Params, paramsFromJson } from './api/params.ts';
import { type Clock, realClock } from './clock.ts';
import { type ControlReply, callControl } from './control/control.ts';
import { Delivery } from './delivery/delivery.ts';
import { isLoopback } from './http/guard.ts';
import { createHttp } from './http/server.ts';
import type { Violation } from './schema/violation.ts';
import { addBot, type NewBot } from './state/bots.ts';
import { CeilingCounter, type Ceilings, telegramCeilings } from './state/ceilings.ts';
import type { NumberedEvent } from './state/events.ts';
import { Faults } from './state/faults.ts';
import { FileStore } from './state/files.ts';
import { Persistence } from './state/persistence.ts';
import { World } from './state/world.ts';

export type TelegramOptions = {
  /** 0 takes any free port. */
  port?: number | undefined;
  /** Loopback unless told otherwise. */
  host?: string | undefined;
  /** Further names in `Host` that are answered, for a container's own name. */
  hosts?: readonly string[] | undefined;
  bots?: readonly NewBot[] | undefined;
  /** Takes a bot with an unknown token in at its first call, instead of 401. */
  registerUnknownBots?: boolean | undefined;
  /** Telegram's own limits by default; `false` lifts them. */
  ceilings?: Partial<Ceilings> | false | undefined;
  /** Where state survives a restart; in memory only when left out. */
  stateDir?: string | undefined;
  clock?: Clock | undefined;
  /** Folder of the chat page. */
  page?: string | null | undefined;
  /** Checks what goes over the wire: `createChecks()` of sandbox/schema. */
  checks?:
    | ((report: (violation: Violation) => void) => Observer & { update(value: unknown): void })
    | undefined;
  report?: ((error: unknown) => void) | undefined;
};

export type Telegram = {
  readonly url: string;
  readonly kit: Kit;
  readonly violations: Violation[];
  listen(): Promise<string>;
  close(): Promise<void>;
  control(verb: string, path: string, body?: unknown): ControlReply;
  onEvent(listener: (event: NumberedEvent) => void): () => void;
};

/** A Telegram of one's own: nothing runs until `listen`, and `close` leaves nothing behind. */
export function createTelegram(options: TelegramOptions = {}): Telegram {
  const world = new World(options.clock ?? realClock);
  const files = new FileStore(world, options.stateDir);
  const report = options.report ?? ((error: unknown) => console.error('sandbox:', error));
  const persistence =
    options.stateDir === undefined ? null : new Persistence(world, options.stateDir, report);
  const faults = new Faults(world);
  const delivery = new Delivery(world, faults);
  const limits = options.ceilings === false ? null : { ...telegramCeilings, ...options.ceilings };
  const kit: Kit = { world, files, faults, delivery, ceilings: new CeilingCounter(world, limits) };
  const violations: Violation[] = [];
  const observer = options.checks?.((violation) => violations.push(violation)) ?? null;
  if (observer)
    world.on((event) => {
      if (event.type === 'update') observer.update(event.update);
    });
  const addBots = () => {
    for (const bot of options.bots ?? []) addBot(world, bot);
  };
  addBots();
  delivery.onMethodInAnswer(async (bot, method, body) => {
    const params = new Params(paramsFromJson(body), new Map(), body);
    await callMethod({ kit, bot, method, params, hungUp: new AbortController().signal, observer });
  });
  const reset = ({ keepBots }: { keepBots: boolean }) => resetWorld(kit, keepBots, addBots);
  const control = { kit, violations, reset };
  const host = options.host ?? '127.0.0.1';
  const server = createHttp({
    kit,
    control,
    observer,
    registerUnknown: options.registerUnknownBots ?? false,
    hosts: new Set([...(options.hosts ?? []), ...(isLoopback(host) ? [] : [host])]),
    page: options.page ?? null,
    report,
  });
  let url = '';
  return {
    kit,
    violations,
    get url() {
      return url;
    },
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(options.port ?? 0, host, () => {
          server.off('error', reject);
          const { port } = server.address() as AddressInfo;
          url = `http://${host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
          delivery.start();
          resolve(url);
        });
      }),
    async close() {
      delivery.stop();
      persistence?.stop();
      server.closeAllConnections();
      if (server.listening)
        await new Promise<void>((resolve) => {
          server.close(() => resolve());
        });
    },
    control: (verb, path, body) => callControl(control, verb, path, body),
    onEvent: (listener) => world.on(listener),
  };
}

function resetWorld(kit: Kit, keepBots: boolean, addBots: () => void): void {
  const { world, delivery, faults, files, ceilings } = kit;
  const bots = keepBots ? [...world.bots.values()] : [];
  delivery.stop();
  world.clear();
  faults.clear();
  files.forget();
  ceilings.forget();
  for (const { token, username, name, privacy } of bots) addBot(world, { token, username, name, privacy });
  addBots();
  world.emit({ type: 'reset' });
}

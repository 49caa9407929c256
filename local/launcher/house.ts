import { redactUrl } from '../redact.ts';
import { services } from '../services/index.ts';
import { type ServiceName, serviceNames } from '../services/service.ts';
import { causeAmong, StartTrouble } from '../trouble.ts';
import { type Child, childrenOf, type Urls } from './children.ts';
import type { Progress } from './progress.ts';
import { endedTrouble, type RunningChild, runChild, untilChildReady } from './run-child.ts';
import { type Running, stopPrograms } from './running.ts';
import type { Session } from './session.ts';
import { startService } from './start-service.ts';
import { type Status, writeStatus } from './status.ts';

const rolesReadyWithinMs = 90_000;

/** Everything `npm start` runs, from the first service to the last role. */
export class House {
  readonly #session: Session;
  readonly #progress: Progress;
  readonly #since = new Date().toISOString();
  readonly #services = new Map<ServiceName, Running>();
  #children: RunningChild[] = [];
  #state: Status['state'] = 'starting';
  /** What ended the start before its end was reached. */
  #broken: StartTrouble | undefined;

  constructor(session: Session, progress: Progress) {
    this.#session = session;
    this.#progress = progress;
  }

  /** All services at once; the roles begin as soon as only Temporal is missing, whose first build takes minutes. */
  async start(): Promise<void> {
    this.#publish();
    const bringing = serviceNames.map((name) => this.#bring(name));
    const temporal = bringing[serviceNames.indexOf('temporal')];
    const others = bringing.filter((one) => one !== temporal);
    const early = Promise.all(others).then(() => this.#startChildren());
    const outcomes = await Promise.allSettled([...bringing, early]);
    const fault = causeAmong(outcomes);
    if (this.#broken) throw this.#broken;
    if (fault !== undefined) throw fault;
    await this.#moveIfTemporalDid();
    this.#progress.say('roles', 'waiting until every role is ready');
    for (const child of this.#children) await this.#untilReady(child);
    for (const { program } of this.#children) program.keepAlive();
    this.#progress.done('roles', 'ready');
    this.#state = 'running';
    this.#publish();
  }

  status(): Status {
    const { places } = this.#session;
    const entry = (name: string, pid: number | undefined) => ({
      name,
      pid: pid ?? null,
      log: `${places.logs}/${name}.log`,
    });
    const running = serviceNames.flatMap((name) => this.#services.get(name) ?? []);
    return {
      version: 1,
      state: this.#state,
      since: this.#since,
      checkout: places.checkout,
      launcher: { pid: process.pid },
      services: running.map(({ name, title, what, version, source, url, programs }) => ({
        name,
        title,
        what,
        version,
        source,
        url: source === 'real' ? redactUrl(url) : url,
        programs: programs.map((one) => entry(one.name, one.pid)),
        pids: programs.flatMap((one) => one.pid ?? []),
      })),
      roles: this.#children.flatMap((one) => [...one.readiness()]),
      children: this.#children.map(({ program }) => entry(program.name, program.pid)),
      links: Object.assign(
        {},
        ...this.#children.map((one) => one.child.links),
        ...running.map((one) => one.links),
      ),
    };
  }

  /** The roles first, then what they lean on. */
  async stop(hurry?: AbortSignal): Promise<void> {
    this.#state = 'stopping';
    this.#session.abort();
    await Promise.all(this.#children.map(({ program }) => program.stop(hurry)));
    await Promise.all([...this.#services.values()].map((one) => stopPrograms(one.programs, hurry)));
  }

  async #bring(name: ServiceName): Promise<void> {
    try {
      const running = await startService(this.#session, services[name], {
        say: (stage) => this.#progress.say(name, stage),
        onHappening: (line) => this.#happened(line),
        useConfigured: true,
      });
      this.#services.set(name, running);
      this.#progress.done(name, `ready: ${running.what} ${running.version}`);
      this.#publish();
    } catch (error) {
      this.#session.abort();
      throw error;
    }
  }

  async #startChildren(): Promise<void> {
    this.#session.signal.throwIfAborted();
    this.#progress.say('roles', 'starting');
    this.#children = (await this.#plan()).map((child) =>
      runChild(this.#session, child, {
        note: (line) => this.#happened(line),
        changed: () => this.#publish(),
      }),
    );
    for (const child of this.#children) void this.#watchEnd(child);
    if (!this.#services.has('temporal'))
      this.#progress.done('roles', 'started; they turn ready once Temporal is there');
    this.#publish();
  }

  /** Temporal's address is promised before it exists. */
  async #plan(): Promise<readonly Child[]> {
    const { env, ports } = this.#session;
    const temporal = this.#services.get('temporal');
    const promised = await ports.choose('temporal', services.temporal.ports);
    const configured = env[services.temporal.variable];
    const urlOf = (name: ServiceName) => this.#services.get(name)?.url ?? '';
    const urls: Urls = {
      temporal: temporal?.url ?? (configured || `127.0.0.1:${promised['grpc']}`),
      mongodb: urlOf('mongodb'),
      rabbitmq: urlOf('rabbitmq'),
      redis: urlOf('redis'),
    };
    // Ours is on the port that was promised, also while it is still on its way.
    const ui = configured ? undefined : `http://127.0.0.1:${promised['ui']}`;
    return childrenOf(this.#session, urls, ui);
  }

  /** Somebody took the promised port meanwhile, and Temporal came up on another. */
  async #moveIfTemporalDid(): Promise<void> {
    const roles = this.#children.find(({ child }) => child.name === 'roles');
    const promised = roles?.child.env['TEMPORAL_ADDRESS'];
    if (promised === this.#services.get('temporal')?.url) return;
    const earlier = this.#children;
    this.#children = [];
    await Promise.all(earlier.map(({ program }) => program.stop()));
    await this.#startChildren();
  }

  async #untilReady(child: RunningChild): Promise<void> {
    try {
      await untilChildReady(this.#session, child, rolesReadyWithinMs);
    } catch (error) {
      throw this.#broken ?? error;
    }
  }

  /** Before everything runs an end of ours breaks the start off, however long Temporal's build still takes. */
  async #watchEnd(running: RunningChild): Promise<void> {
    const ending = await running.program.ended;
    if (this.#state === 'stopping' || !this.#children.includes(running)) return;
    const trouble = new StartTrouble(endedTrouble(this.#session, running.child, ending));
    if (this.#state === 'running') {
      this.#happened(trouble.message);
      return;
    }
    this.#broken ??= trouble;
    this.#session.abort();
  }

  #happened(line: string): void {
    this.#progress.note(line);
    this.#publish();
  }

  #publish(): void {
    if (!this.#session.isOurs()) return;
    try {
      writeStatus(this.#session.places, this.status());
    } catch (error) {
      this.#progress.note(`status.json could not be written: ${String(error)}`);
    }
  }
}

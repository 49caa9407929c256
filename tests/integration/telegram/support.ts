import { Writable } from 'node:stream';
import { type Cache, openRedis } from '../../../adapters/redis/connect.ts';
import { createSharedLimits } from '../../../adapters/redis/send-limits.ts';
import { type Call, createGateway } from '../../../adapters/telegram/gateway.ts';
import { createLocalLimits } from '../../../adapters/telegram/local-limits.ts';
import { createLog, type Log } from '../../../runtime/log.ts';
import { pause } from '../../../runtime/retry.ts';
import { type Sandbox, type SandboxPerson, startSandbox } from '../../../sandbox/driver/index.ts';
import { ownName, patientRedisUrl } from '../../support/services.ts';
import { waitFor } from '../../support/wait.ts';

export const token = '4200000001:this-token-opens-the-sandbox-only';

export type Desk = {
  readonly sandbox: Sandbox;
  readonly redis: Cache;
  readonly call: Call;
  readonly log: Log;
  /** Everything logged so far, at the most talkative level. */
  readonly logged: () => string;
  /** Another process: its own gateway, the same Redis. */
  readonly secondSender: () => Call;
  readonly url: string;
  /** What it counted of our messages: as after a minute without any. */
  telegramForgets(): void;
  close(): Promise<void>;
};

/** A gateway against the emulator with its ceilings on, every request checked against the Bot API's description. */
export async function openDesk(redisUrl = patientRedisUrl()): Promise<Desk> {
  const started = await startSandbox({ bots: [{ token, username: 'zapis_bot' }], validate: true });
  const redis = openRedis({ url: redisUrl, prefix: `${ownName('telegram')}:` });
  if (redisUrl === patientRedisUrl())
    await waitFor('Redis', () => redis.client.status === 'ready' || undefined);
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const log = createLog({ level: 'trace', destination });
  const sender = () =>
    createGateway({
      token,
      apiRoot: started.url,
      limits: createSharedLimits(redis, createLocalLimits(1)),
      log,
    });
  return {
    sandbox: started.sandbox,
    redis,
    call: sender(),
    log,
    logged: () => lines.join(''),
    secondSender: sender,
    url: started.url,
    telegramForgets: () => started.telegram.kit.ceilings.forget(),
    async close() {
      await redis.close();
      await started.close();
    },
  };
}

const hastyMs = 1_200;

/** For calls that are meant to end without an answer: given up once a fault has struck, however long the way there was. */
export async function hastily<T>(sandbox: Sandbox, work: (givenUp: AbortSignal) => Promise<T>): Promise<T> {
  const [givenUp, over] = [new AbortController(), new AbortController()];
  const struck = async () => (await sandbox.log()).calls.filter(({ fault }) => fault !== undefined).length;
  const before = await struck();
  const giveUp = async () => {
    await sandbox.waitFor(async () => over.signal.aborted || (await struck()) > before);
    await pause(hastyMs, over.signal);
    givenUp.abort();
  };
  const givingUp = giveUp();
  try {
    return await work(givenUp.signal);
  } finally {
    over.abort();
    await givingUp;
  }
}

/** Somebody the bot may write to. */
export async function reachable(sandbox: Sandbox, name = 'Ann'): Promise<SandboxPerson> {
  const person = await sandbox.person(name, { language_code: 'en' });
  await person.sends('/start');
  return person;
}

export async function many(sandbox: Sandbox, count: number): Promise<SandboxPerson[]> {
  const people: SandboxPerson[] = [];
  for (let at = 0; at < count; at += 1) people.push(await reachable(sandbox, `P${at}`));
  return people;
}

import { connect } from 'node:net';
import { assertNever } from '../../../../core/shared/assert-never.ts';
import type { RoleName, ServiceName } from '../../../faults/ground.ts';
import type { Point } from '../../../support/barrier-wire.ts';
import { type Draw, inTurns } from '../../../support/kills/draw.ts';
import { asTelegramHears } from '../../../support/kills/heard.ts';
import type { Loss } from '../../../support/kills/lost.ts';
import { waitFor } from '../../../support/wait.ts';
import { patientMs } from './coordinator.ts';
import type { TalkGround } from './ground.ts';

/** What can be lost, each beside the others; one after the other of its own. */
export const parts = ['bot', 'worker', 'admin', 'redis', 'emptied', 'faq', 'services'] as const;
export type Part = (typeof parts)[number];

type Way = Pick<Loss, 'parts' | 'lose' | 'comeBack'>;
type Moment = Pick<Loss, 'name' | 'arm'>;

/** So many losses of that part; each of its moments before any comes again. */
export function lossesOf(part: Part, count: number, ground: TalkGround, draw: Draw): readonly Loss[] {
  if (part === 'services') {
    // A service that is back is found again by every role: fewer of them.
    const each = Math.ceil(count / 4);
    const names = (['mongodb', 'temporal', 'rabbitmq'] as const).flatMap((name) =>
      Array.from({ length: each }, () => name),
    );
    return draw.shuffled(names).map((name) => ({
      ...serviceWay(ground, name),
      ...hears(ground, draw, `${wordsOf[name]} dies as a drawn message is sent`, 'message'),
    }));
  }
  const way = wayOf(part, ground);
  return inTurns(count, momentsOf(part, ground, draw), draw).map((moment) => ({ ...way, ...moment }));
}

const wordsOf = { mongodb: 'MongoDB', temporal: 'Temporal', rabbitmq: 'RabbitMQ' } as const;

function wayOf(part: Exclude<Part, 'services'>, ground: TalkGround): Way {
  const { faq } = ground;
  switch (part) {
    case 'redis':
      return serviceWay(ground, 'redis');
    case 'emptied':
      return { parts: ['emptied'], lose: () => empty(ground), comeBack: async () => undefined };
    case 'faq':
      return { parts: ['faq'], lose: () => faq.kill(), comeBack: async () => faq.start() };
    default:
      return roleWay(ground, part);
  }
}

const roleWay = ({ whole }: TalkGround, role: RoleName): Way => ({
  parts: [role],
  lose: () => whole.kill(role),
  comeBack: () => whole.start(role),
});

const serviceWay = ({ whole: { services } }: TalkGround, name: ServiceName): Way => ({
  parts: [name],
  lose: () => services.holdDown(name),
  async comeBack() {
    services.letReturn(name);
    await untilTaken(services.urls[name]);
  },
});

/** Somebody is at that address again. */
function untilTaken(url: string): Promise<true> {
  const { hostname, port } = new URL(url.includes('://') ? url : `tcp://${url}`);
  const taken = () =>
    new Promise<true>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => resolve(true));
      socket.on('error', reject);
      socket.on('connect', () => socket.destroy());
    });
  return waitFor(`${url} to be back`, taken, patientMs);
}

/** All that Redis knew of this installation is gone. */
async function empty({ whole: { house }, redis }: TalkGround): Promise<void> {
  const keys = await redis.keys(`${house.env['REDIS_PREFIX']}*`);
  if (keys.length > 0) await redis.del(...keys);
}

const hears = (
  { whole: { house } }: TalkGround,
  draw: Draw,
  name: string,
  type: 'message' | 'update',
): Moment => ({
  name,
  arm: async () => asTelegramHears(house.sandbox.telegram, type, 1 + draw.below(6)),
});

type Wire = keyof TalkGround['whole']['wires'];

/** At one of the first that pass there. */
const passes = (
  { whole: { wires } }: TalkGround,
  draw: Draw,
  name: string,
  wire: Wire,
  point: Omit<Point, 'nth'>,
): Moment => ({ name, arm: async () => wires[wire].stopAt({ ...point, nth: 1 + draw.below(3) }) });

function momentsOf(part: Exclude<Part, 'services'>, ground: TalkGround, draw: Draw): readonly Moment[] {
  const heard = (name: string, type: 'message' | 'update') => hears(ground, draw, name, type);
  const at = (name: string, wire: Wire, where: Point['at'], ...has: readonly string[]) =>
    passes(ground, draw, name, wire, { has, at: where });
  const row = ['insert', 'deliveries', 'conversation:'];
  const settled = ['update', 'deliveries', 'conversation:', 'settled_at'];
  const kept = ['insert', 'conversation_messages'];
  const api = '/api/conversations/messages';
  switch (part) {
    case 'bot':
      return [
        at('the bot dies before the API has what was said', 'botApi', 'request', api),
        at('the bot dies before it hears that it was kept', 'botApi', 'reply', api),
        at('the bot dies before the conversation is told', 'botTemporal', 'request', 'conversation:'),
        at('the bot dies before it hears that it was told', 'botTemporal', 'reply', 'conversation:'),
        heard('the bot dies as a drawn message is written', 'update'),
      ];
    case 'worker':
      return [
        at('the worker dies before the row of the ledger', 'workerMongo', 'request', ...row),
        at('the worker dies between the row of the ledger and the call', 'workerMongo', 'reply', ...row),
        at('the worker dies between Telegram’s answer and the ledger', 'workerMongo', 'request', ...settled),
        at('the worker dies after the ledger', 'workerMongo', 'reply', ...settled),
        at('the worker dies before an answer is kept', 'workerMongo', 'request', ...kept, 'worker:'),
        at('the worker dies after an answer was kept', 'workerMongo', 'reply', ...kept, 'worker:'),
        at(
          'the worker dies before it notes up to where answers were read',
          'workerMongo',
          'request',
          'update',
          'answers_read',
        ),
        heard('the worker dies as a drawn answer is sent', 'message'),
      ];
    case 'admin':
      return [
        at('admin dies before what was said is kept', 'adminMongo', 'request', ...kept, 'update:'),
        at('admin dies after what was said was kept', 'adminMongo', 'reply', ...kept, 'update:'),
        at('admin dies before a coordinator’s answer is kept', 'adminMongo', 'request', ...kept, 'staff:'),
        at('admin dies after a coordinator’s answer was kept', 'adminMongo', 'reply', ...kept, 'staff:'),
      ];
    case 'redis':
      return [
        heard('Redis dies as a drawn answer is sent', 'message'),
        heard('Redis dies as a drawn message is written', 'update'),
      ];
    case 'emptied':
      return [
        heard('Redis is emptied as a drawn answer is sent', 'message'),
        heard('Redis is emptied as a drawn message is written', 'update'),
      ];
    case 'faq':
      return [
        heard('the plugged-in worker dies as a drawn answer is sent', 'message'),
        heard('the plugged-in worker dies as a drawn message is written', 'update'),
      ];
    default:
      return assertNever(part);
  }
}

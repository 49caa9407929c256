import { type ChannelModel, connect } from 'amqplib';
import { delayMs, pause } from '../../runtime/retry.ts';
import { textOf } from '../trouble.ts';
import { rabbitTrouble } from './errors.ts';

/** One connection that comes back by itself; `setUp` is run on each, and only then is it `up`. */
export type Link = {
  readonly up: () => ChannelModel | undefined;
  /** Why it is not up. */
  readonly fault: () => string;
  close(): Promise<void>;
};

export type LinkWork = {
  readonly name: string;
  /** `lost` gives the whole connection up: one way back instead of one per channel. */
  setUp(model: ChannelModel, lost: () => void): Promise<void>;
  wentDown(): void;
};

/** A broker that hangs never answers the closing handshake either. */
const closeWithinMs = 3_000;

export async function openLink(url: string, work: LinkWork): Promise<Link> {
  let up: ChannelModel | undefined;
  let fault = 'not connected yet';
  const setUp = async (model: ChannelModel): Promise<void> => {
    // Nobody listens to the model before set-up has ended: an error then would end the process.
    model.on('error', () => undefined);
    let alive = true;
    model.on('close', () => {
      alive = false;
    });
    await work.setUp(model, () => {
      if (alive) void model.close().catch(() => undefined);
    });
  };
  const connection = await connect(withHeartbeat(url), {
    timeout: 5_000,
    noDelay: true,
    clientProperties: { connection_name: `zapis ${work.name}` },
    recovery: {
      calculateDelay: (attempt) => delayMs(attempt, 100, 3_000),
      setup: setUp,
      waitForConnect: false,
    },
  });
  const down = (error: Error) => {
    up = undefined;
    fault = rabbitTrouble(error).sentence;
    work.wentDown();
  };
  connection.on('connect', (model) => {
    up = model;
  });
  connection.on('error', (error) => {
    fault = textOf(error);
  });
  connection.on('connect-failed', down);
  connection.on('disconnect', down);
  return {
    up: () => up,
    fault: () => fault,
    async close() {
      up = undefined;
      await Promise.race([connection.close().catch(() => undefined), pause(closeWithinMs)]);
    },
  };
}

/** A broker that hangs is noticed after two missed beats; a value given in the URL wins. */
function withHeartbeat(text: string): string {
  const url = new URL(text);
  if (!url.searchParams.has('heartbeat')) url.searchParams.set('heartbeat', '10');
  return url.href;
}

import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A place in what travels: where all of `has` stand in one message. */
export type Point = {
  readonly has: readonly (string | Buffer)[];
  /** `request`: it never arrives. `reply`: it was done, and nobody hears so. */
  readonly at: 'request' | 'reply';
  /** What of the other side counts as the reply; anything when left out. */
  readonly reply?: (message: Buffer) => boolean;
  /** Passed by until then. */
  readonly nth?: number;
};

export type Barrier = {
  /** The message stands at the barrier. */
  readonly reached: Promise<void>;
  /** What was held goes on, if there is still somebody to send it to. */
  letGo(): void;
};

type Armed = Point & { left: number; arrive(): void; readonly go: Promise<void> };

/** MongoDB says how long each message is; of the others one write is one message as far as we care. */
export type Framing = 'mongo' | 'chunk';

/** A wire to a service that stops at a named message, so that a process can be killed exactly there. */
export class BarrierWire {
  readonly #target: URL;
  readonly #framing: Framing;
  readonly #sockets = new Set<Socket>();
  readonly #armed = new Set<Armed>();
  #server: Server | undefined;

  constructor(target: string, framing: Framing = 'chunk') {
    this.#target = new URL(target.includes('://') ? target : `tcp://${target}`);
    this.#framing = framing;
  }

  async open(): Promise<this> {
    const server = createServer((near) => this.#join(near));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    this.#server = server;
    return this;
  }

  get port(): number {
    return (this.#server?.address() as AddressInfo | null)?.port ?? 0;
  }

  /** The target's URL by this wire. */
  get url(): string {
    const url = new URL(this.#target);
    url.hostname = '127.0.0.1';
    url.port = String(this.port);
    return url.href;
  }

  stopAt(point: Point): Barrier {
    const reached = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const armed: Armed = { ...point, left: point.nth ?? 1, arrive: () => reached.resolve(), go: go.promise };
    this.#armed.add(armed);
    return {
      reached: reached.promise,
      letGo: () => {
        this.#armed.delete(armed);
        go.resolve();
      },
    };
  }

  /** Every connection is lost; new ones may be made. What stood at a barrier is gone. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      if (this.#server) this.#server.close(() => resolve());
      else resolve();
    });
    this.cut();
    await closed;
  }

  #join(near: Socket): void {
    const far = connect(Number(this.#target.port), this.#target.hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
    const replies: { waited: Armed | undefined } = { waited: undefined };
    carry(near, far, this.#framing, (message) => this.#onRequest(message, replies));
    carry(far, near, 'chunk', (message) => onReply(message, replies));
  }

  #onRequest(message: Buffer, replies: { waited: Armed | undefined }): Promise<void> | undefined {
    const met = [...this.#armed].find((one) => one.has.every((part) => message.includes(part)));
    if (!met) return undefined;
    met.left -= 1;
    if (met.left > 0) return undefined;
    this.#armed.delete(met);
    if (met.at === 'reply') {
      replies.waited = met;
      return undefined;
    }
    met.arrive();
    return met.go;
  }
}

function onReply(message: Buffer, replies: { waited: Armed | undefined }): Promise<void> | undefined {
  const { waited } = replies;
  if (!waited || !(waited.reply?.(message) ?? true)) return undefined;
  replies.waited = undefined;
  waited.arrive();
  return waited.go;
}

/** Hands on message by message, in order; `hold` may make one, and all behind it, wait. */
function carry(
  from: Socket,
  to: Socket,
  framing: Framing,
  hold: (message: Buffer) => Promise<void> | undefined,
): void {
  let rest: Buffer = Buffer.alloc(0);
  let line: Promise<void> | undefined;
  const send = (message: Buffer) => {
    if (!to.destroyed) to.write(message);
  };
  const pass = (message: Buffer): Promise<void> | undefined => {
    const held = hold(message);
    if (held) return held.then(() => send(message));
    send(message);
    return undefined;
  };
  from.on('data', (chunk: Buffer) => {
    const { whole, left } = framing === 'mongo' ? mongoMessages(rest, chunk) : { whole: [chunk], left: rest };
    rest = left;
    for (const message of whole) line = line ? line.then(() => pass(message)) : pass(message);
  });
}

function mongoMessages(rest: Buffer, chunk: Buffer): { readonly whole: Buffer[]; readonly left: Buffer } {
  let left = Buffer.concat([rest, chunk]);
  const whole: Buffer[] = [];
  while (left.length >= 4 && left.length >= left.readInt32LE(0)) {
    const length = left.readInt32LE(0);
    whole.push(left.subarray(0, length));
    left = left.subarray(length);
  }
  return { whole, left };
}

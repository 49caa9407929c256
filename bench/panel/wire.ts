import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { BSON, type Document } from 'mongodb';

/** One command as it went over the wire, and what MongoDB said. Times are this process's. */
export type Asked = {
  readonly command: Document;
  readonly at: number;
  answeredAt: number;
  answer: Document;
};

const opMsg = 2013;
const header = 16;

/** Between a process and its MongoDB: what it asks passes through, and is written down while somebody listens. */
export class Wire {
  readonly #host: string;
  readonly #port: number;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #heard: Asked[] | undefined;

  constructor(mongodb: URL) {
    this.#host = mongodb.hostname;
    this.#port = Number(mongodb.port);
  }

  /** Its own port. */
  async open(): Promise<number> {
    const server = createServer((near) => this.#join(near));
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    this.#server = server;
    return (server.address() as AddressInfo).port;
  }

  async during(run: () => Promise<unknown>): Promise<readonly Asked[]> {
    const heard: Asked[] = [];
    this.#heard = heard;
    await run();
    this.#heard = undefined;
    return heard.filter(({ command, answeredAt }) => answeredAt > 0 && isQuery(command));
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => {
      this.#server?.close(resolve);
    });
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #join(near: Socket): void {
    const far = connect(this.#port, this.#host);
    const waiting = new Map<number, Asked>();
    const passes = (from: Socket, to: Socket, message: (bytes: Buffer) => void) => {
      const reader = new Messages(message);
      this.#sockets.add(from);
      from.setNoDelay(true);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      from.on('data', (bytes) => {
        to.write(bytes);
        reader.add(bytes);
      });
    };
    passes(near, far, (bytes) => {
      if (!this.#heard || bytes.readInt32LE(12) !== opMsg) return;
      const asked = { command: commandIn(bytes), at: performance.now(), answeredAt: 0, answer: {} };
      this.#heard.push(asked);
      waiting.set(bytes.readInt32LE(4), asked);
    });
    passes(far, near, (bytes) => {
      const asked = waiting.get(bytes.readInt32LE(8));
      if (!asked) return;
      waiting.delete(bytes.readInt32LE(8));
      asked.answeredAt = performance.now();
      asked.answer = commandIn(bytes);
    });
  }
}

const others = new Set(['hello', 'ismaster', 'isMaster', 'ping', 'endSessions', 'killCursors']);
const isQuery = (command: Document): boolean => !others.has(Object.keys(command)[0] ?? '');

/** Cuts what arrives into messages: each begins with its length. */
class Messages {
  readonly #message: (bytes: Buffer) => void;
  #parts: Buffer[] = [];
  #length = 0;

  constructor(message: (bytes: Buffer) => void) {
    this.#message = message;
  }

  add(bytes: Buffer): void {
    this.#parts.push(bytes);
    this.#length += bytes.length;
    for (;;) {
      if (this.#length < header) return;
      if ((this.#parts[0]?.length ?? 0) < header) this.#parts = [Buffer.concat(this.#parts)];
      const length = this.#parts[0]?.readInt32LE(0) ?? 0;
      if (this.#length < length) return;
      const all = Buffer.concat(this.#parts);
      this.#message(all.subarray(0, length));
      this.#parts = [all.subarray(length)];
      this.#length -= length;
    }
  }
}

/** Of an OP_MSG: its document, with the lists that stand beside it. 64-bit numbers stay such: cursors have them. */
function commandIn(message: Buffer): Document {
  const hasChecksum = (message.readUInt32LE(header) & 1) === 1;
  const end = message.length - (hasChecksum ? 4 : 0);
  let command: Document = {};
  const lists: Record<string, Document[]> = {};
  for (let at = header + 4; at < end; ) {
    const kind = message[at];
    const length = message.readInt32LE(at + 1);
    if (kind === 0) command = read(message.subarray(at + 1, at + 1 + length));
    else Object.assign(lists, listIn(message.subarray(at + 5, at + 1 + length)));
    at += 1 + length;
  }
  return { ...command, ...lists };
}

const read = (bytes: Buffer): Document => BSON.deserialize(bytes, { useBigInt64: true });

function listIn(section: Buffer): Record<string, Document[]> {
  const zero = section.indexOf(0);
  const docs: Document[] = [];
  for (let at = zero + 1; at < section.length; ) {
    const length = section.readInt32LE(at);
    docs.push(read(section.subarray(at, at + length)));
    at += length;
  }
  return { [section.toString('utf8', 0, zero)]: docs };
}

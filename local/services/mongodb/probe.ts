import { type Db, type Document, MongoClient } from 'mongodb';
import { redactIn } from '../../redact.ts';
import { messageOf } from '../../trouble.ts';
import { faultOf, parseUrl } from '../fault.ts';
import type { Probe, ProbeOptions } from '../service.ts';

const refusal = /Authentication failed|requires authentication|not authorized|bad auth|Unauthorized/i;

export async function probeMongo(url: string, { timeoutMs }: ProbeOptions): Promise<Probe> {
  const scheme = parseUrl(url.replace(/^(mongodb:\/\/)([^/]*),[^/]*/, '$1$2'), ['mongodb', 'mongodb+srv']);
  if (!(scheme instanceof URL)) return { ok: false, fault: scheme };
  let client: MongoClient;
  try {
    client = new MongoClient(url, {
      serverSelectionTimeoutMS: timeoutMs,
      connectTimeoutMS: timeoutMs,
      socketTimeoutMS: timeoutMs,
      retryReads: false,
      retryWrites: false,
    });
  } catch (error) {
    return { ok: false, fault: { kind: 'wrong-url', detail: redactIn(messageOf(error), url) } };
  }
  try {
    await client.connect();
    const database = client.db();
    const asked = Date.now();
    const hello = await greet(database);
    const answered = Date.now();
    await database.command({ ping: 1 });
    if ((hello['isWritablePrimary'] ?? hello['ismaster']) !== true)
      return { ok: false, fault: { kind: 'not-ready', detail: 'it is not a writable primary' } };
    const info = await database.command({ buildInfo: 1 });
    // A read that needs a password where one is set: hello, ping and buildInfo do not.
    await database.collection('migrations').findOne({}, { projection: { _id: 1 } });
    return { ok: true, version: String(info['version']), ...skew(hello['localTime'], asked, answered) };
  } catch (error) {
    return { ok: false, fault: faultOf(error, url, refusal) };
  } finally {
    await client.close();
  }
}

/** The older name of the same question for engines that do not know the newer. */
async function greet(database: Db): Promise<Document> {
  try {
    return await database.command({ hello: 1 });
  } catch (error) {
    if ((error as { code?: unknown }).code !== 59) throw error;
    return database.command({ isMaster: 1 });
  }
}

/** Against the middle of question and answer, so that a slow network does not look like a wrong clock. */
const skew = (theirs: unknown, asked: number, answered: number): { clockSkewMs?: number } =>
  theirs instanceof Date ? { clockSkewMs: Math.round((asked + answered) / 2 - theirs.getTime()) } : {};

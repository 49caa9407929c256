import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeJson } from '../files.ts';
import type { GateVerdict, Service } from '../services/service.ts';
import { dataFolder } from './engine-memory.ts';
import type { Session } from './session.ts';

const schema = z.record(z.string(), z.string());

/** An engine that passed here in this version has passed; one that failed is asked again every time. */
export async function passGate(
  session: Session,
  service: Service,
  trial: { url: string; key: string; say: (stage: string) => void },
): Promise<GateVerdict> {
  if (service.gate === undefined) return { ok: true };
  const file = join(dataFolder(session, service), 'gate-passed.json');
  const found = schema.safeParse(readJson(file));
  const passed = found.success ? found.data : {};
  if (trial.key in passed) return { ok: true };
  trial.say('race gate: 64 racers for few seats, several rounds');
  const verdict = await service.gate(trial.url);
  if (verdict.ok) writeJson(file, { ...passed, [trial.key]: new Date().toISOString() });
  return verdict;
}

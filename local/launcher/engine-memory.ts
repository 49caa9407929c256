import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson, writeJson } from '../files.ts';
import type { Service } from '../services/service.ts';
import type { Session } from './session.ts';

const schema = z.object({ candidate: z.string(), dataKey: z.string() });
export type Remembered = z.infer<typeof schema>;

export const dataFolder = (session: Session, service: Service): string =>
  join(session.places.data, 'data', service.name);

const fileOf = (session: Session, service: Service): string =>
  join(dataFolder(session, service), 'engine.json');

/** The engine whose data lies in this folder. */
export function rememberedEngine(session: Session, service: Service): Remembered | undefined {
  const found = schema.safeParse(readJson(fileOf(session, service)));
  if (!found.success) return undefined;
  return existsSync(join(dataFolder(session, service), found.data.dataKey)) ? found.data : undefined;
}

export const rememberEngine = (session: Session, service: Service, engine: Remembered): void =>
  writeJson(fileOf(session, service), engine);

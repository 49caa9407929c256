import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

type Limits = { cpus?: string; memory?: string; pids?: number };
type Mounted = string | { source: string; target: string };

export type Service = {
  image?: string;
  build?: { context: string; target: string };
  environment?: Record<string, string>;
  secrets?: Mounted[];
  volumes?: string[];
  networks?: string[];
  ports?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  profiles?: string[];
  restart?: string;
  user?: string;
  read_only?: boolean;
  init?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  stop_grace_period?: string;
  deploy?: { replicas?: number; resources?: { limits?: Limits } };
};

export type Compose = {
  services: Record<string, Service>;
  secrets: Record<string, { file: string }>;
  volumes: Record<string, unknown>;
  networks: Record<string, { internal?: boolean }>;
};

export const readYaml = (path: string): unknown =>
  parse(readFileSync(`${root}/${path}`, 'utf8'), { merge: true });

export const compose = readYaml('docker-compose.yml') as Compose;
export const services = Object.entries(compose.services);

export const service = (name: string): Service => {
  const found = compose.services[name];
  if (!found) throw new Error(`docker-compose.yml has no service ${name}`);
  return found;
};

export const secretNames = (one: Service): string[] =>
  (one.secrets ?? []).map((mounted) => (typeof mounted === 'string' ? mounted : mounted.source));

/** `${NAME:-standard}` as Compose fills it in when nothing is set. */
export const filledIn = (text: string): string =>
  text.replaceAll(/\$\{(\w+):-([^}]*)\}/g, (_all, _name, standard: string) => standard);

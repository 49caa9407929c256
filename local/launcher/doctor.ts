import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Places } from '../paths.ts';
import { redactUrl } from '../redact.ts';
import { services } from '../services/index.ts';
import { faultTrouble, type Probe, type Service, serviceNames } from '../services/service.ts';
import { diskTrouble, sentence } from '../trouble.ts';
import { readStatus, type Status } from './status.ts';
import { type Row, table } from './table.ts';

export type Diagnosis = {
  readonly text: string;
  readonly faults: readonly string[];
  /** Something runs from this folder, or services of one's own are named. */
  readonly runs: boolean;
};

const largestSkewMs = 2_000;

/** The table of `start`, asked anew, and what is wrong with it. */
export async function diagnose(places: Places, env: NodeJS.ProcessEnv): Promise<Diagnosis> {
  const status = readStatus(places);
  const visits = await Promise.all(serviceNames.map((name) => visit(services[name], status, env)));
  const faults = [
    ...visits.flatMap((one) => one.faults),
    ...(status?.roles ?? [])
      .filter((role) => !role.ready)
      .map((role) => `${role.name} is not ready: ${role.url}/readyz says why.`),
    ...folderFaults(places.data, 'ZAPIS_DATA_DIR'),
    ...folderFaults(places.cache, 'ZAPIS_CACHE_DIR'),
  ];
  const rows = visits.map((one) => one.row);
  const text = table(['service', 'what it is', 'version', 'real or embedded', 'state', 'URL'], rows);
  const runs = status !== undefined || serviceNames.some((name) => env[services[name].variable]);
  return { text, faults, runs };
}

type Visit = { readonly row: Row; readonly faults: readonly string[] };

async function visit(service: Service, status: Status | undefined, env: NodeJS.ProcessEnv): Promise<Visit> {
  const configured = env[service.variable];
  if (configured) return visitConfigured(service, configured, env);
  const running = status?.services.find((one) => one.name === service.name);
  if (running === undefined) {
    const row = [service.title, '', '', 'embedded', 'not running', '(npm start brings it up)'];
    return { row, faults: [] };
  }
  const answer = await service.probe(running.url, { timeoutMs: 5_000 });
  const row = [
    service.title,
    running.what,
    running.version,
    running.source,
    state(answer),
    redactUrl(running.url),
  ];
  const log = running.programs.map((one) => one.log).join(', ');
  const faults = answer.ok
    ? clockFaults(service, answer)
    : [
        `${service.title} does not answer (${answer.fault.detail}). It is started again when it ends; its log: ${log}`,
      ];
  return { row, faults };
}

async function visitConfigured(service: Service, url: string, env: NodeJS.ProcessEnv): Promise<Visit> {
  const shown = redactUrl(url);
  const answer = await service.probe(url, { timeoutMs: 5_000, env });
  const version = answer.ok ? answer.version : '';
  return {
    row: [service.title, `${service.title} (${service.variable})`, version, 'real', state(answer), shown],
    faults: answer.ok ? clockFaults(service, answer) : [sentence(faultTrouble(service, shown, answer.fault))],
  };
}

const state = (answer: Probe): string => (answer.ok ? 'works' : answer.fault.kind.replace('-', ' '));

function clockFaults(service: Service, answer: Extract<Probe, { ok: true }>): readonly string[] {
  const skew = answer.clockSkewMs ?? 0;
  if (Math.abs(skew) <= largestSkewMs) return [];
  const which = skew > 0 ? 'ahead of' : 'behind';
  return [
    `This host's clock is ${(Math.abs(skew) / 1000).toFixed(1)} s ${which} the clock of ${service.title}. Set both by NTP (timedatectl set-ntp true): cut-offs and reminders go by it.`,
  ];
}

/** Whether it can be written, or made. */
function folderFaults(folder: string, variable: string): readonly string[] {
  let there = folder;
  while (!existsSync(there)) there = dirname(there);
  try {
    accessSync(there, constants.W_OK);
    return [];
  } catch (error) {
    const trouble = diskTrouble(error, folder, variable);
    return trouble ? [sentence(trouble)] : [];
  }
}

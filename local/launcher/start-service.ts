import { forgetGivingUp } from '../cache/give-up.ts';
import { redactUrl } from '../redact.ts';
import { type Candidate, faultTrouble, type Prepared, type Service } from '../services/service.ts';
import { diskTrouble, messageOf, StartTrouble } from '../trouble.ts';
import { type Remembered, rememberEngine, rememberedEngine } from './engine-memory.ts';
import { tryEngine } from './engine-start.ts';
import { passGate } from './gate-memory.ts';
import type { Running } from './running.ts';
import type { Session } from './session.ts';

export type StartOptions = {
  readonly say: (stage: string) => void;
  /** Whether the service's variable is looked at: a test that kills services wants its own. */
  readonly useConfigured: boolean;
  readonly onHappening: (line: string) => void;
};

export async function startService(
  session: Session,
  service: Service,
  options: StartOptions,
): Promise<Running> {
  const url = options.useConfigured ? session.env[service.variable] : undefined;
  return url ? useConfigured(session, service, url, options) : startEmbedded(session, service, options);
}

async function useConfigured(
  session: Session,
  service: Service,
  url: string,
  { say }: StartOptions,
): Promise<Running> {
  say(`asking ${redactUrl(url)}`);
  const answer = await service.probe(url, { timeoutMs: 8_000, env: session.env });
  if (!answer.ok) throw new StartTrouble(faultTrouble(service, redactUrl(url), answer.fault));
  const { version } = answer;
  const gate = await passGate(session, service, { url, key: `configured ${redactUrl(url)} ${version}`, say });
  if (!gate.ok)
    throw new StartTrouble({
      what: `${service.title} at ${redactUrl(url)} must not be used: ${gate.why}`,
      todo: `Point ${service.variable} to a real ${service.title}, or unset it.`,
    });
  const links: Record<string, string> = {};
  const ui = session.env['TEMPORAL_UI_URL'];
  if (service.name === 'temporal' && ui) links['Temporal UI'] = ui;
  const { name, title } = service;
  const what = `${title} (${service.variable})`;
  return {
    name,
    title,
    what,
    version,
    source: 'real',
    url,
    links,
    programs: [],
  };
}

async function startEmbedded(session: Session, service: Service, options: StartOptions): Promise<Running> {
  const remembered = rememberedEngine(session, service);
  const reasons: string[] = [];
  for (const candidate of inOrder(session, service, remembered)) {
    session.signal.throwIfAborted();
    const prepared = await prepare(session, candidate, options.say);
    if (!prepared.ok) {
      reasons.push(prepared.why);
      continue;
    }
    const result = await tryEngine(session, service, prepared.engine, options);
    if (result.ok) {
      rememberEngine(session, service, { candidate: candidate.id, dataKey: prepared.engine.dataKey });
      return result.running;
    }
    if (remembered?.dataKey === prepared.engine.dataKey && result.kind === 'start')
      throw new StartTrouble(ownDataTrouble(session, service, result.why));
    options.say(`${prepared.engine.what} is not used: ${result.why}`);
    reasons.push(`${prepared.engine.what}: ${result.why}`);
  }
  forgetGivingUp(session.places.cache);
  throw new StartTrouble({
    what: `${service.title} could not be brought up (${reasons.join('; ')})`,
    todo: `Type:  ${service.remedy(session.env)}   or name one of your own: ${service.variable}=${service.example}`,
  });
}

/** The list's order; but a folder that holds an engine's data stays with that engine: data survives. */
function inOrder(
  session: Session,
  service: Service,
  remembered: Remembered | undefined,
): readonly Candidate[] {
  const variable = `ZAPIS_${service.name.toUpperCase()}_BACKEND`;
  const forced = session.env[variable];
  if (forced) {
    const only = service.candidates.filter((candidate) => candidate.id === forced);
    if (only.length > 0) return only;
    throw new StartTrouble({
      what: `${variable}=${forced} is none of the ways to get ${service.title}`,
      todo: `Choose one of: ${service.candidates.map((candidate) => candidate.id).join(', ')}.`,
    });
  }
  const isFirst = (candidate: Candidate) => candidate.id === remembered?.candidate;
  return [...service.candidates.filter(isFirst), ...service.candidates.filter((one) => !isFirst(one))];
}

async function prepare(
  session: Session,
  candidate: Candidate,
  say: (stage: string) => void,
): Promise<Prepared> {
  const { env, signal, run, places } = session;
  try {
    return await candidate.prepare({ cache: places.cache, env, signal, run, say });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof StartTrouble) throw error;
    const trouble = diskTrouble(error, places.cache, 'ZAPIS_CACHE_DIR');
    if (trouble) throw new StartTrouble(trouble);
    return { ok: false, why: `${candidate.id}: ${messageOf(error)}` };
  }
}

const ownDataTrouble = (session: Session, service: Service, why: string) => ({
  what: `${service.title} does not start on the data it wrote before: ${why}`,
  todo: `See ${session.places.logs}/${service.name}.log; \`npm run reset\` begins with empty data.`,
});

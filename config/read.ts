import { createECDH } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sandboxBot } from './sandbox-bot.ts';
import { type Setting, type SettingName, settingNames, settings, type Values } from './settings.ts';

/** Thrown with every fault at once; `main` prints it and ends with exit code 78. */
export class ConfigFaults extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((f) => `  ${f}`).join('\n')}`,
    );
    this.name = 'ConfigFaults';
    this.faults = faults;
  }
}

export const exitCodeBadConfig = 78;

type Env = Readonly<Record<string, string | undefined>>;
type Found = { text: string | undefined } | { fault: string };

/** NAME, or the content of the file NAME_FILE names: secrets by file never stand in an environment dump. */
function find(name: string, secret: boolean, env: Env): Found {
  const direct = env[name] === '' ? undefined : env[name];
  const file = env[`${name}_FILE`];
  if (!file) return { text: direct };
  if (!secret) return { fault: `${name}_FILE: only secrets are read from files; set ${name}` };
  if (direct !== undefined) return { fault: `${name}: both ${name} and ${name}_FILE are set; keep one` };
  try {
    return { text: readFileSync(file, 'utf8').replace(/\r?\n$/, '') };
  } catch (error) {
    return {
      fault: `${name}_FILE: the file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`,
    };
  }
}

function missing(name: SettingName, setting: Setting): string {
  const file = setting.secret ? ` (or ${name}_FILE)` : '';
  return `${name}${file}: missing. ${setting.doc}${setting.example ? ` For example ${setting.example}` : ''}`;
}

/** Reads `names` of the settings; values in messages never include a secret. `maybe`: may be missing although they have no default. */
export function readSettings<Name extends SettingName>(
  env: Env,
  names: readonly Name[],
  maybe: readonly Name[] = [],
): Pick<Values, Name> {
  const faults: string[] = [];
  const values: Partial<Record<SettingName, unknown>> = {};
  for (const name of names) {
    const setting: Setting = settings[name];
    const found = find(name, setting.secret ?? false, env);
    if ('fault' in found) {
      faults.push(found.fault);
      continue;
    }
    if (found.text === undefined && maybe.includes(name)) continue;
    const parsed = setting.shape.safeParse(found.text);
    if (parsed.success) values[name] = parsed.data;
    else if (found.text === undefined) faults.push(missing(name, setting));
    else {
      const shown = setting.secret ? 'the value given (not shown)' : JSON.stringify(found.text);
      faults.push(`${name}: ${shown} ${parsed.error.issues.map((issue) => issue.message).join('; ')}`);
    }
  }
  faults.push(...crossChecks(env, values, names));
  if (faults.length > 0) throw new ConfigFaults(faults);
  return values as Pick<Values, Name>;
}

/** What no single setting can know. */
function crossChecks(
  env: Env,
  values: Partial<Record<SettingName, unknown>>,
  names: readonly SettingName[],
): string[] {
  const faults: string[] = [];
  const certificate = values.TEMPORAL_TLS_CERT !== undefined;
  if (certificate !== (values.TEMPORAL_TLS_KEY !== undefined))
    faults.push('TEMPORAL_TLS_CERT and TEMPORAL_TLS_KEY: give both or neither');
  if (
    values.ZAPIS_ENV === 'production' &&
    names.includes('BOT_TOKEN') &&
    !env['BOT_TOKEN'] &&
    !env['BOT_TOKEN_FILE']
  )
    faults.push(
      'BOT_TOKEN (or BOT_TOKEN_FILE): missing. Production talks to Telegram; the sandbox is for development and tests.',
    );
  if (values.PUBLIC_URL !== undefined && names.includes('WEBHOOK_SECRET') && !values.WEBHOOK_SECRET)
    faults.push(
      'WEBHOOK_SECRET (or WEBHOOK_SECRET_FILE): missing. With PUBLIC_URL anybody could call the webhook.',
    );
  if (
    values.ZAPIS_ENV === 'production' &&
    names.includes('API_TOKEN') &&
    !env['API_TOKEN'] &&
    !env['API_TOKEN_FILE']
  )
    faults.push('API_TOKEN (or API_TOKEN_FILE): missing. Without it the bot cannot ask who somebody is.');
  faults.push(...keyFaults(values, names));
  // Not the address tells: a Bot API server of one's own stands on loopback, too.
  if (values.ZAPIS_ENV === 'production' && values.BOT_TOKEN === sandboxBot.token)
    faults.push('BOT_TOKEN: this is the token of the sandbox. Production needs the one BotFather gave you.');
  return faults;
}

/** Half a pair, or halves of two, would be found only when push services refuse every message. */
function keyFaults(
  { VAPID_PRIVATE_KEY: secret, VAPID_PUBLIC_KEY: open }: Partial<Record<SettingName, unknown>>,
  names: readonly SettingName[],
): string[] {
  if (!names.includes('VAPID_PRIVATE_KEY') || secret === open) return [];
  if (typeof secret !== 'string' || typeof open !== 'string')
    return ['VAPID_PRIVATE_KEY and VAPID_PUBLIC_KEY: give both or neither'];
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(secret, 'base64url');
  return pair.getPublicKey('base64url') === open
    ? []
    : ['VAPID_PUBLIC_KEY: not the other half of VAPID_PRIVATE_KEY'];
}

/** Settings in `env` that look like ours and are not: a typing mistake would otherwise pass unseen. */
export function unknownSettings(env: Env): string[] {
  const known = new Set<string>(settingNames.flatMap((name) => [name, `${name}_FILE`]));
  const ours = /^(TEMPORAL|MONGODB|AMQP|REDIS)_[A-Z_]+$/;
  return Object.keys(env).filter((name) => ours.test(name) && !known.has(name));
}

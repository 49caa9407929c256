import { assertNever } from '../core/shared/assert-never.ts';
import { type Given, readArguments, type Usage } from './arguments.ts';
import { complain, say } from './say.ts';

/** One verb: what it may be given, and its work. Answers the exit code. */
export type Verb = { readonly usage: Usage; run(given: Given): Promise<number> };
/** Loaded when it is asked for. */
export type Verbs = Readonly<
  Record<string, { readonly what: string; readonly load: () => Promise<Verb | Group> }>
>;
export type Group = { readonly verbs: Verbs };

const wrongUse = 2;

/** Finds the verb and runs it: `--help` is answered, anything it does not know is refused with a usage line. */
export async function runVerb(verbs: Verbs, argv: readonly string[], path = ''): Promise<number> {
  const [name, ...rest] = argv;
  const entry = name !== undefined && Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!entry || name === undefined) {
    const asked = name === undefined || name === 'help' || name === '--help' || name === '-h';
    const text = list(verbs, path);
    if (asked && (name !== undefined || path === '')) say(text);
    else complain(name === undefined ? text : `"${name}": there is no such verb.\n${text}`);
    return asked && (name !== undefined || path === '') ? 0 : wrongUse;
  }
  const full = path === '' ? name : `${path} ${name}`;
  const loaded = await entry.load();
  if ('verbs' in loaded) return runVerb(loaded.verbs, rest, full);
  const read = readArguments(full, loaded.usage, rest);
  switch (read.kind) {
    case 'help':
      say(read.text);
      return 0;
    case 'wrong':
      complain(read.text);
      return wrongUse;
    case 'given':
      return loaded.run(read.given);
    default:
      return assertNever(read);
  }
}

function list(verbs: Verbs, path: string): string {
  const width = Math.max(...Object.keys(verbs).map((name) => name.length));
  const lines = Object.entries(verbs).map(([name, { what }]) => `  ${name.padEnd(width)}  ${what}`);
  const usage = `Usage: zapis ${path === '' ? '' : `${path} `}<verb> [--help]`;
  return `${usage}\n\n${lines.join('\n')}`;
}

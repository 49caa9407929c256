import { say } from './say.ts';

type Verb = { readonly what: string; readonly load: () => Promise<{ run(argv: string[]): Promise<number> }> };

/** One file per verb, loaded when it is asked for. */
const verbs: Readonly<Record<string, Verb>> = {
  start: {
    what: 'brings up services and roles on this machine, prints where they are',
    load: () => import('./start.ts'),
  },
  role: {
    what: 'role bot|worker|admin …: runs roles in this process against configured services',
    load: () => import('./role.ts'),
  },
  status: {
    what: 'what runs: services, versions, links (--json for programs)',
    load: () => import('./status.ts'),
  },
  doctor: { what: 'checks every service and setting, says what to do', load: () => import('./doctor.ts') },
  reconcile: {
    what: 'runs one pass of the reconciler now and prints what it counted',
    load: () => import('./reconcile.ts'),
  },
  reset: { what: 'clears the data of this checkout (asks for --yes)', load: () => import('./reset.ts') },
};

function usage(): string {
  const lines = Object.entries(verbs).map(([name, verb]) => `  ${name.padEnd(10)} ${verb.what}`);
  return `Usage: zapis <verb>\n\n${lines.join('\n')}`;
}

const [name, ...argv] = process.argv.slice(2);
const verb = name === undefined ? undefined : verbs[name];
if (verb) {
  const { run } = await verb.load();
  process.exit(await run(argv));
}
say(usage());
process.exit(name === undefined || name === 'help' || name === '--help' ? 0 : 2);
